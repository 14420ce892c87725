"""Pictures, drawn anew from their dots: no camera, place, time, thumbnail, text or anything behind the end."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Final

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from groundswell.formats.cleaning import Cleaned, NotCleaned

MOST_DOTS: Final = 40_000_000
ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.preinit()
Image.init()


def clean_picture(data: bytes, kind: str) -> Cleaned:
    """A JPEG of a JPEG, a PNG of all else. Of a picture that moves, the first."""
    picture, moves = _opened(data, kind)
    if kind == "jpeg":
        return Cleaned("jpeg", ".jpg", _written(picture, "JPEG"), ("faces",))
    return Cleaned(
        "png", ".png", _written(picture, "PNG"), ("faces", "moves") if moves else ("faces",)
    )


def redraw(data: bytes) -> bytes | None:
    """A picture inside a document in its own form, or None where it is of a form that cannot be drawn anew."""
    from groundswell.formats.cleaning import kind_of

    kind = kind_of(data)
    if kind not in {"jpeg", "png", "gif", "bmp", "tiff"}:
        return None
    return _written(_opened(data, kind)[0], kind.upper())


def _opened(data: bytes, kind: str) -> tuple[Image.Image, bool]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = Image.open(BytesIO(data), formats=[kind.upper()])
            if found.width * found.height > MOST_DOTS:
                raise NotCleaned("too large", kind)
            moves = getattr(found, "n_frames", 1) > 1
            found.load()
            return _bare(ImageOps.exif_transpose(found)), moves
    except NotCleaned:
        raise
    except Image.DecompressionBombError as error:
        raise NotCleaned("too large", kind) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError) as error:
        raise NotCleaned("broken", kind) from error


def _bare(found: Image.Image) -> Image.Image:
    """The dots alone, in a picture that never knew anything else."""
    clear = found.mode in {"RGBA", "LA", "PA"} or "transparency" in found.info
    mode = "RGBA" if clear else "L" if found.mode in {"1", "L"} else "RGB"
    plain = found.convert(mode)
    return Image.frombytes(mode, plain.size, plain.tobytes())


def _written(picture: Image.Image, form: str) -> bytes:
    into = BytesIO()
    if form == "JPEG":
        picture.convert("RGB").save(into, form, quality=90)
    elif form == "BMP":
        picture.convert("RGB").save(into, form)
    else:
        picture.save(into, form)
    return into.getvalue()
