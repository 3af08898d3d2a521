"""What can be done with a page, whatever one uses it with. `walks` tells what is done; `keys` has the other hands."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import FilePayload, Locator


class Hands(Protocol):
    """A finger or a mouse, or the keyboard and nothing else."""

    def go(self, wanted: Locator) -> None:
        """Press a link or a button that leads to a page."""

    def press(self, wanted: Locator) -> None:
        """Press what changes something on this page."""

    def write(self, wanted: Locator, text: str) -> None:
        """Write into a field, in place of what stands there."""

    def day(self, wanted: Locator, text: str) -> None:
        """Write a day into a calendar."""

    def choose(self, wanted: Locator, value: str) -> None:
        """Take one of a list."""

    def tick(self, wanted: Locator) -> None: ...

    def file(self, wanted: Locator, paper: FilePayload) -> None:
        """Choose a file."""


class Pointer:
    """A finger on a phone, a mouse at a desk."""

    def go(self, wanted: Locator) -> None:
        wanted.click()

    press = go

    def write(self, wanted: Locator, text: str) -> None:
        wanted.fill(text)

    day = write

    def choose(self, wanted: Locator, value: str) -> None:
        wanted.select_option(value)

    def tick(self, wanted: Locator) -> None:
        wanted.check()

    def file(self, wanted: Locator, paper: FilePayload) -> None:
        wanted.set_input_files([paper])


POINTER = Pointer()
