"""The zip that a workbook is, read a piece at a time within limits: whatever it says of itself.

Nothing is unpacked whole and no entity is ever expanded, so a small file can ask for no memory.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from xml.parsers import expat

from ivtool.sheets.limits import LONGEST_CELL, MOST_BYTES, MOST_MEGABYTES
from ivtool.sheets.refusals import UnusableFile

Attributes = dict[str, str]

MOST_PARTS = 10_000
# Of a part that says how the others hang together, or look.
MOST_BESIDE_BYTES = 20_000_000
# Of XML: how deep it may stand, and how long one tag with its attributes may be.
DEEPEST = 200
LONGEST_TAG = 1 << 20
# Of a text that comes piece by piece, so many before its length is looked at.
MOST_PIECES = 50
CHUNK_BYTES = 1 << 16
ENDING = 22
LOCKED = 1
# What the libraries raise for a zip or an XML that is not as it should be.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError, EOFError, LookupError,
    NotImplementedError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
PASSWORD = "is protected by a password; save it without one"  # noqa: S105 - words, not a secret
TOO_LARGE = f"unpacks to more than {MOST_MEGABYTES} MB; import it in parts"


class Package:
    """A workbook's parts by their names, which are compared without case; none is kept open.

    Raises UnusableFile where it is larger than the limits or under a password, OSError, or one of
    DAMAGE.
    """

    def __init__(self, path: Path) -> None:
        _require_few_parts(path)
        self._path = path
        with zipfile.ZipFile(path) as opened:
            self._parts = {_folded(each.filename): each for each in opened.infolist()}
            unpacked = sum(each.file_size for each in opened.infolist())
        if unpacked > MOST_BYTES:
            raise UnusableFile("workbook.too_large", TOO_LARGE)
        if any(each.flag_bits & LOCKED for each in self._parts.values()):
            raise UnusableFile("workbook.password", PASSWORD)

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self._parts

    def chunks_beside(self, name: str) -> Iterator[bytes]:
        """A part that holds no cells and no texts of them, in small pieces."""
        if self._parts[_folded(name)].file_size > MOST_BESIDE_BYTES:
            raise UnusableFile("workbook.too_large", f"has more in {name} than any workbook")
        return self.chunks(name)

    def chunks(self, name: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """A part, or the bytes of it from `start` to `end`, in small pieces."""
        part = self._parts[_folded(name)]
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotImplementedError(part.compress_type)
        place = 0
        # No more is ever read of a part than it says that it holds.
        with zipfile.ZipFile(self._path) as opened, opened.open(part) as file:
            while chunk := file.read(CHUNK_BYTES):
                before, place = place, place + len(chunk)
                if end is not None and place >= end:
                    yield chunk[max(start - before, 0) : end - before]
                    return
                if place > start:
                    yield chunk[max(start - before, 0) :]


class Xml:
    """A reader of XML that is fed a piece at a time.

    It calls what is given for the names of elements, without their prefixes, in which writers
    differ; nothing is called inside of those `left_out`, and text there is none. A document type,
    which is where entities are declared, is none that a workbook has.
    """

    def __init__(
        self,
        starts: Mapping[str, Callable[[Attributes], object]],
        ends: Mapping[str, Callable[[], None]],
        left_out: Collection[str] = (),
    ) -> None:
        self.text: list[str] = []
        self.expat = expat.ParserCreate()
        self.expat.buffer_text = True
        self.expat.StartDoctypeDeclHandler = _refuse_type
        self._fed = depth = outside = 0
        listener: Callable[[str], None] | None = None

        def start(name: str, attributes: Attributes) -> None:
            nonlocal depth, outside, listener
            depth += 1
            if depth > DEEPEST:
                raise ValueError("too deep")
            if outside:
                return
            handler = starts.get(name) or (":" in name and starts.get(_local(name)))
            if handler:
                handler(attributes)
            elif left_out and _local(name) in left_out and depth > 1:
                outside = depth
                listener, self.expat.CharacterDataHandler = self.expat.CharacterDataHandler, None

        def end(name: str) -> None:
            nonlocal depth, outside
            depth -= 1
            if outside:
                if depth < outside:
                    outside = 0
                    self.expat.CharacterDataHandler = listener
                return
            handler = ends.get(name) or (":" in name and ends.get(_local(name)))
            if handler:
                handler()

        self.expat.StartElementHandler, self.expat.EndElementHandler = start, end

    def keep_text(self) -> None:
        """Put the text that follows into `text`, piece by piece."""
        self.expat.CharacterDataHandler = self.text.append

    def drop_text(self) -> None:
        """Put no more into `text`."""
        self.expat.CharacterDataHandler = None

    def take_text(self) -> str:
        """What was kept; `text` is empty then."""
        text = "".join(self.text)
        self.text.clear()
        return text

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read all of a part."""
        for chunk in chunks:
            self.feed(chunk)
        self.close()

    def feed(self, chunk: bytes) -> None:
        """Read on."""
        self.expat.Parse(chunk)
        self._fed += len(chunk)
        if self._fed - self.expat.CurrentByteIndex > LONGEST_TAG:
            raise ValueError("a tag that does not end")
        if len(self.text) > MOST_PIECES and sum(map(len, self.text)) > LONGEST_CELL:
            raise ValueError("a text that does not end")

    def close(self) -> None:
        """The end of the text, which must be the end of the XML too."""
        is_final = True
        self.expat.Parse(b"", is_final)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_type(*_: object) -> None:
    raise ValueError("a document type")


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _require_few_parts(path: Path) -> None:
    """Look at the zip's own ending first: its directory would be read whole."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - ENDING - (1 << 16), 0))
        tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if size > MOST_BYTES:
        raise UnusableFile("workbook.too_large", TOO_LARGE)
    if place >= 0 and len(tail) >= place + ENDING:
        directory = struct.unpack("<L", tail[place + 12 : place + 16])[0]
        # A zip of the larger kind says its sizes elsewhere; a workbook within the limits is none.
        if directory > MOST_PARTS * 200:
            raise UnusableFile("workbook.too_large", f"holds more than {MOST_PARTS:,} files")
