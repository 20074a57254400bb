"""Reads the keys of a Unix terminal, also of one that sends what is no UTF-8 (Latin-1, alt as the eighth bit)."""

from contextlib import suppress

from textual.drivers.linux_driver import LinuxDriver


class ForgivingDriver(LinuxDriver):
    """Textual's own reader ends the session on such bytes; here what was read with them is dropped."""

    def run_input_thread(self) -> None:
        while not self.exit_event.is_set():
            with suppress(UnicodeDecodeError):
                super().run_input_thread()
