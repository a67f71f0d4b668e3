"""The whole installation in one file, and back: every row and every file of it, whatever the database engine.

`archive` is the file, `snapshot` the moment that is read, `rows` and `files` what is in it; `writing` and `restoring`
are the two ways. A backup is a tar file with checksums; any tar opens it, and `sha256sum -c SHA256SUMS` checks it.
"""

from podcast_site.backup.archive import BackupError
from podcast_site.backup.restoring import check, restore
from podcast_site.backup.writing import write

__all__ = ["BackupError", "check", "restore", "write"]
