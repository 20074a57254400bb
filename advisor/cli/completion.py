"""`advisor completion SHELL`: a completion script made from the declared options and commands."""

from argparse import ArgumentParser, Namespace

from advisor.cli.commands import COMMANDS
from advisor.options import OPTIONS

FILES = ("--output", "--record", "--requirements", "--catalog", "--policy", "--company", "--scenario")
OUTPUTS = ("--json", "--table", "--markdown", "--html", "--csv", *FILES[:4], "--help")

KINDS = {
    "--workload": "workloads",
    "--preset": "presets",
    "--only-model": "models",
    "--exclude": "models",
    "--only-provider": "providers",
}
"""Flags that take ids of the catalog."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"))


def run(args: Namespace) -> int:
    print({"bash": _bash, "zsh": _zsh, "fish": _fish}[args.shell]())
    return 0


def _flags() -> list[str]:
    return [option.flag for option in OPTIONS] + list(OUTPUTS)


def _choices() -> dict[str, str]:
    return {option.flag: " ".join(option.choices) for option in OPTIONS if option.choices}


def _reply(pattern: str, words: str) -> str:
    return f'    {pattern}) COMPREPLY=($(compgen -W "{words}" -- "$cur")); return;;'


def _ids(kind: str) -> str:
    """A command that prints the ids of one kind."""
    return f"advisor catalog list {kind} 2>/dev/null | awk '{{print $1}}'"


def _bash() -> str:
    cases = [_reply(flag, words) for flag, words in _choices().items()]
    cases += [_reply(flag, f"$({_ids(kind)})") for flag, kind in KINDS.items()]
    cases.append(f'    {"|".join(FILES)}) COMPREPLY=($(compgen -f -- "$cur")); return;;')
    by_flag = "\n".join(cases)
    return f"""# bash: eval "$(advisor completion bash)"
_advisor() {{
  local cur="${{COMP_WORDS[COMP_CWORD]}}" prev="${{COMP_WORDS[COMP_CWORD-1]}}"
  case "$prev" in
{by_flag}
  esac
  if [[ $COMP_CWORD -eq 1 && "$cur" != -* ]]; then
    COMPREPLY=($(compgen -W "{" ".join(COMMANDS)}" -- "$cur"))
  else
    COMPREPLY=($(compgen -W "{" ".join(_flags())}" -- "$cur"))
  fi
}}
complete -F _advisor advisor"""


def _zsh() -> str:
    return f'# zsh: eval "$(advisor completion zsh)"\nautoload -U +X bashcompinit && bashcompinit\n{_bash()}'


def _fish() -> str:
    lines = ["# fish: advisor completion fish | source"]
    lines += [
        f"complete -c advisor -n __fish_use_subcommand -a {name} -d {_quoted(c.purpose)}"
        for name, c in COMMANDS.items()
    ]
    for option in OPTIONS:
        ids = f"({_ids(KINDS[option.flag])})" if option.flag in KINDS else ""
        words = " ".join(option.choices) or ids
        offered = f" -x -a {_quoted(words)}" if words else ""
        lines.append(f"complete -c advisor -l {option.flag[2:]}{offered} -d {_quoted(option.help)}")
    lines += [f"complete -c advisor -l {flag[2:]}" for flag in OUTPUTS]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
