"""Answers about the data file, its backups and its key."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from ivtool.domain.file.backups import PRINT_KEY
from ivtool.domain.sentences import counted
from ivtool.rendering import Answer, fields

if TYPE_CHECKING:
    from ivtool.services.file.backups import Saved
    from ivtool.services.file.drills import Drilled
    from ivtool.services.file.encryption import Rekeyed, Unlocked
    from ivtool.services.file.files import Created, Restored, Upgraded


def created(file: "Created") -> Answer:
    """A new file."""
    sentences = [f"made {file.file}"]
    if file.key_file is None:
        sentences.append("it is not encrypted: ivtool db encrypt")
    else:
        sentences += _key_kept(file.key_file, found=file.key_found)
    sentences.append("next: ivtool import FOLDER, or ivtool policy show")
    return Answer(
        sentences,
        {
            "file": str(file.file),
            "service": file.service,
            "encrypted": file.key_file is not None,
            "key_file": _text(file.key_file),
        },
    )


def saved(saved: "Saved") -> Answer:
    """A backup that was made and checked."""
    held = saved.copied
    sentences = [
        (
            f"saved {saved.file}: {counted(held.rows, 'row')}, {size(held.bytes)},"
            " opened again and counted"
        ),
        f"to go back to it: ivtool db restore {shlex.quote(str(saved.file))}",
    ]
    if saved.history is not None:
        sentences.append(saved.history)
    if saved.removed:
        sentences.append(f"older backups let go: {saved.removed}  (ivtool policy show backups)")
    return Answer(
        sentences,
        {
            "file": str(saved.file),
            **fields(held, "bytes", "tables", "rows"),
            "change_set": saved.change_set,
            "history": saved.history,
            "removed": saved.removed,
        },
    )


def drilled(drill: "Drilled") -> Answer:
    """A backup that was tried out."""
    behind = "nothing was changed since"
    if drill.behind:
        behind = f"{counted(drill.behind, 'change was', 'changes were')} recorded since"
    return Answer(
        [
            (
                f"tried out {drill.backup}: restored elsewhere,"
                f" {counted(drill.rows, 'row')}, all there"
            ),
            behind,
            "the copy is removed again, and your file is as it was",
        ],
        {"backup": str(drill.backup), **fields(drill, "rows", "change_set", "behind")},
    )


def restored(restored: "Restored") -> Answer:
    """A backup that is the file now."""
    sentences = [
        f"restored {restored.file} from {restored.backup}: {counted(restored.rows, 'row')}"
    ]
    if restored.kept:
        was = "file that could not be read" if restored.damaged else "file as it was"
        sentences.append(f"the {was} is kept in {restored.kept}")
    if restored.older:
        sentences.append("an older ivtool wrote it; next: ivtool db upgrade")
    if not restored.encrypted:
        sentences.append("it is not encrypted: ivtool db encrypt")
    return Answer(
        sentences,
        {
            "file": str(restored.file),
            "backup": str(restored.backup),
            "kept": _text(restored.kept),
            "upgrade_needed": restored.older,
            "rows": restored.rows,
        },
    )


def upgraded(upgraded: "Upgraded") -> Answer:
    """A file of this version."""
    if upgraded.kept is None:
        sentences = [f"{upgraded.file} is of the newest version; nothing to do"]
    else:
        sentences = [
            f"upgraded {upgraded.file} to tables {upgraded.now}",
            f"the file as it was is kept in {upgraded.kept}",
        ]
    return Answer(
        sentences,
        {
            "file": str(upgraded.file),
            "before": upgraded.before,
            "now": upgraded.now,
            "kept": _text(upgraded.kept),
        },
    )


def encrypted(changed: "Rekeyed") -> Answer:
    """A file that was plain."""
    sentences = [f"encrypted {changed.file}: {counted(changed.rows, 'row')}"]
    if changed.key_file is not None:
        sentences += _key_kept(changed.key_file, found=changed.key_found)
    warnings = [
        "no program can wipe what the disk still holds of the plain file: encrypt the disk too"
    ]
    if changed.plain_backups:
        warnings.append(
            f"{counted(changed.plain_backups, 'backup is', 'backups are')} still plain:"
            f" {'delete it' if changed.plain_backups == 1 else 'delete them'}  (ivtool db backups)"
        )
    return Answer(sentences, _changed(changed), warnings)


def decrypted(changed: "Rekeyed") -> Answer:
    """A file that is plain now."""
    return Answer(
        [
            f"decrypted {changed.file}: {counted(changed.rows, 'row')}; whoever has it can read it",
            f"the encrypted file as it was is kept in {changed.kept}",
        ],
        _changed(changed),
    )


def rekeyed(changed: "Rekeyed") -> Answer:
    """A file under a new key."""
    sentences = [f"{changed.file} has a new key: {counted(changed.rows, 'row')} encrypted anew"]
    if changed.key_file is not None:
        sentences += _key_kept(changed.key_file, found=changed.key_found)
    sentences.append("the old key stays where it was: the backups from before want it")
    return Answer(sentences, _changed(changed))


def recovery_key(written: str, target: Path | None) -> Answer:
    """The key on paper, or the file that it was written into; never both."""
    if target is not None:
        told = f"wrote the recovery key into {target}: move it to where nobody else comes"
        return Answer([told], {"file": str(target)})
    sentences = [
        *written.splitlines(),
        "",
        "Print this, lock it away, and clear the screen. With it and a backup, on any laptop:",
        "  ivtool db unlock BACKUP, then ivtool db restore BACKUP",
    ]
    return Answer(sentences, {"recovery_key": written})


def unlocked(unlocked: "Unlocked") -> Answer:
    """A key that is on this machine now."""
    told = "was here already, in" if unlocked.known else "is kept in"
    return Answer(
        [
            f"{unlocked.file} opens; its key {told} {unlocked.key_file}",
            "next: ivtool db check"
            if unlocked.live
            else f"next: ivtool db restore {shlex.quote(str(unlocked.file))}",
        ],
        {"file": str(unlocked.file), "key": unlocked.key_id, "key_file": str(unlocked.key_file)},
    )


def size(count: int) -> str:
    """Bytes as people read them."""
    if count < 1_000_000:
        return f"{count / 1000:,.0f} kB"
    return f"{count / 1_000_000:,.1f} MB"


def _key_kept(key_file: Path, *, found: bool) -> list[str]:
    sentences = [f"its key is in {key_file}"]
    if not found:
        name = shlex.quote(str(key_file.absolute()))
        sentences.append(f"ivtool finds it there only if it is named: IVTOOL_KEY_FILE={name}")
    sentences.append(
        f"print it now and lock it away, or a lost laptop loses the records: {PRINT_KEY}"
    )
    return sentences


def _changed(changed: "Rekeyed") -> dict[str, object]:
    return {
        "file": str(changed.file),
        "rows": changed.rows,
        "key": changed.key_id,
        "key_file": _text(changed.key_file),
        "kept": _text(changed.kept),
    }


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)
