"""`advisor completion SHELL`: a completion script made from the declared options and commands."""

from argparse import ArgumentParser, Namespace

from advisor.cli.commands import COMMANDS
from advisor.requirements import OPTIONS

FILES = ("--output", "--record", "--requirements", "--catalog", "--policy", "--company", "--scenario")
OUTPUTS = ("--json", "--table", "--markdown", "--html", "--csv", *FILES[:4], "--help")


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
    return f"$(advisor catalog list {kind} --ids 2>/dev/null)"


def _bash() -> str:
    cases = [_reply(flag, words) for flag, words in _choices().items()]
    cases.append(_reply("--workload", _ids("workloads")))
    cases.append(_reply("--preset", _ids("presets")))
    cases.append(_reply("--only-model|--exclude", _ids("models")))
    cases.append(_reply("--only-provider", _ids("providers")))
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
        words = f" -x -a {_quoted(' '.join(option.choices))}" if option.choices else ""
        lines.append(f"complete -c advisor -l {option.flag[2:]}{words} -d {_quoted(option.help)}")
    lines += [f"complete -c advisor -l {flag[2:]}" for flag in OUTPUTS]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
