"""Why something in this room could not be done. None of these sentences carries a word that was typed."""

from django.utils.translation import gettext as _

from groundswell.concerns import file_words
from groundswell.kernel.errors import GroundswellError


class ConcernError(GroundswellError):
    """A rule of the sealed room."""


class SealedShut(ConcernError):
    """Something sealed does not open for whoever tried."""

    def __init__(self) -> None:
        super().__init__(_("This does not open with your key."))


class Gone(ConcernError):
    """It was withdrawn, or its time was over, while somebody still looked at it."""

    def __init__(self) -> None:
        super().__init__(_("This was withdrawn or its time was over: nothing of it is left here."))


class NobodyLeft(ConcernError):
    """With these exclusions nobody may hear it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "With these choices nobody is left here who may read it, so nothing was stored. Take one choice "
                "back, or use the official route above."
            )
        )


class TooMuch(ConcernError):
    """More words than fit."""

    def __init__(self, found: int, most: int) -> None:
        super().__init__(
            _(
                "This is %(found)s characters long, and %(most)s fit in one message. Shorten it, or send the rest "
                "as a second message. Nothing you typed is lost."
            )
            % {"found": f"{found:,}", "most": f"{most:,}"}
        )


class Held(ConcernError):
    """A legal hold stands in the way of withdrawing."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This cannot be withdrawn now: two listeners have placed a legal hold on it, as the law may ask. "
                "You can withdraw it once the hold is lifted; the thread says when that is looked at again."
            )
        )


class FileRefused(ConcernError):
    """A file that is not stored: ``why`` is a code, ``kind`` what it really is."""

    def __init__(self, why: str, kind: str = "") -> None:
        self.why, self.kind = why, kind
        super().__init__(file_words.refused(why, kind))


class WrongTail(ConcernError):
    """The four characters typed back are not the receipt's last four."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "These are not the last four characters of your receipt. Look at what you wrote down and type its "
                "last four again. Nothing is lost."
            )
        )


class StaysLocked(ConcernError):
    """A passphrase that does not open."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This passphrase does not open your key. Capitals and blanks count; look whether caps lock is on, "
                "then try again."
            )
        )


class Taken(ConcernError):
    """Another listener looks after it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "%(name)s looks after this. Ask them to pass it on; if they are away or a day runs out, anybody with "
                "a key may take it."
            )
            % {"name": name}
        )


class LoadFull(ConcernError):
    """A listener looks after as many as they said they can."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _(
                "You look after %(most)s already, as many as you said you can. Close one or pass one on first, or ask "
                "another listener to take this."
            )
            % {"most": most}
        )
