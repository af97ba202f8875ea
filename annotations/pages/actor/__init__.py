"""The page of one actor: what it says, what is said of it, where it is named, and with whom."""

from annotations.pages.actor.page import actor

__all__ = ["actor"]
