"""The tables of a ledger. ARCHITECTURE.md draws them; ``migrations/`` makes them.

Offsets are Unicode code points, end-exclusive; a list of spans is ``[[start, end, text], …]``,
so that every record carries the words that it points at. Times are ISO 8601 in UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

_Row = BigInteger().with_variant(Integer, "sqlite")

settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the ledger is: its own id, and when it was made."""

evidence = Table(
    "evidence",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
)
"""One original: its bytes lie in the archive under this digest."""

captures = Table(
    "captures",
    metadata,
    Column("id", _Row, primary_key=True),
    Column("sha256", ForeignKey("evidence.sha256"), nullable=False),
    Column("source", Text, nullable=False),
    Column("added", String, nullable=False),
    Column("captured", String),
    Column("url", Text),
    Column("media_type", Text),
    Column("charset", Text),
    Column("status", Integer),
    Column("headers", JSON, nullable=False),
    Column("redirects", JSON, nullable=False),
    Column("record", Text),
    Column("container", Text),
    Column("feed_source", Text),
    Column("feed_url", Text),
    UniqueConstraint("sha256", "source"),
    Index("captures_by_url", "url"),
    Index("captures_by_source", "source"),
)
"""How an original was come by. The same bytes may have been met in many places."""

documents = Table(
    "documents",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("sha256", ForeignKey("evidence.sha256"), nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("title", Text),
    Column("author", Text),
    Column("publisher", Text),
    Column("published", String),
    Column("language", String),
    Column("url", Text),
    Column("redirects", JSON, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("names", JSON, nullable=False),
    Column("weights", String, nullable=False),
    Column("version", String, nullable=False),
    Column("read", String, nullable=False),
    Index("documents_by_published", "published"),
    Index("documents_by_publisher", "publisher"),
)
"""The text read from an original, what it says of itself, and what read it."""

statements = Table(
    "statements",
    metadata,
    Column("id", _Row, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("label", String),
    Column("place", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("act", String),
    Column("stance", String),
    Column("confidence", Float),
    Column("parent", String),
    Column("actor", String),
    Column("target", String),
    Column("chain", JSON, nullable=False),
    Column("source", JSON, nullable=False),
    Column("cue", JSON, nullable=False),
    Column("content", JSON, nullable=False),
    Index("statements_by_document", "document", "place"),
)
"""An attribution, or (without a label, of the kind ``narration``) a span of narration."""

actors = Table(
    "actors",
    metadata,
    Column("id", _Row, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("label", String, nullable=False),
    Column("place", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", String, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("mentions", JSON, nullable=False),
    Column("count", Integer),
    Column("unnamed", Boolean, nullable=False),
    Column("author", String),
    Column("known_as", ForeignKey("names.id")),
    UniqueConstraint("document", "label"),
    Index("actors_by_name", "known_as"),
)
"""Somebody in one document; ``known_as`` leads to who that is across documents."""

involved = Table(
    "involved",
    metadata,
    Column("actor", ForeignKey("actors.id"), primary_key=True),
    Column("role", SmallInteger, primary_key=True),
    Column("statement", ForeignKey("statements.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Which actors have a part in a statement: see :class:`sayso.ledger.roles.Role`."""

linked = Table(
    "linked",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("words", Integer, nullable=False),
)
"""The documents whose passages and propositions are kept and compared with all others.

``words`` is how many words that carry meaning its propositions hold, each counted once.
"""

carried = Table(
    "carried",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("labels", JSON, nullable=False),
    Column("words", Text, nullable=False),
    Index("carried_by_document", "document"),
)
"""A passage (:class:`sayso.linking.Passage`), its words packed for comparing.

``labels`` are its attributions' ids; there are none in narration.
"""

marks = Table(
    "marks",
    metadata,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("passage", BigInteger, primary_key=True, autoincrement=False),
    Column("enough", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""What a passage is looked up by (:class:`sayso.linking.Fingerprint`).

``passage`` is a row of ``carried``, but no foreign key: that would want an index of its own,
as large as the table.
"""

repeats = Table(
    "repeats",
    metadata,
    Column("one", ForeignKey("carried.id"), primary_key=True),
    Column("other", ForeignKey("carried.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("label", String, nullable=False),
    Column("parts", JSON, nullable=False),
    Column("stretches", JSON, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("grave", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Index("repeats_by_other", "other"),
)
"""Two passages with the same words (:class:`sayso.linking.Link`).

``parts`` and ``stretches`` are two pairs of code points each: what was compared of the one
and the other, and what they share of it.
"""

propositions = Table(
    "propositions",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("label", String),
    Column("places", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("denied", Boolean, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Index("propositions_by_document", "document"),
)
"""What one voice says in one sentence (:class:`sayso.linking.Proposition`), and its vector."""

terms = Table(
    "terms",
    metadata,
    Column("term", BigInteger, primary_key=True, autoincrement=False),
    Column("document", String(16), primary_key=True),
    sqlite_with_rowid=False,
)
"""The words of a document's propositions that few documents hold, as numbers.

``document`` is a row of ``linked``, but no foreign key, as in ``marks``.
"""

relations = Table(
    "relations",
    metadata,
    Column("one", ForeignKey("propositions.id"), primary_key=True),
    Column("other", ForeignKey("propositions.id"), primary_key=True),
    Column("same", Float, nullable=False),
    Column("denied", Float, nullable=False),
    Column("denies", Float, nullable=False),
    Column("alike", Integer, nullable=False),
    Index("relations_by_other", "other"),
)
"""What two propositions are to each other, as chances from 0 to 1.

``denied``: the other denies the one; ``denies``: the one denies the other. ``alike`` is how
many words both carry, if they are the same words, else 0.
"""

rulings = Table(
    "rulings",
    metadata,
    Column("id", _Row, primary_key=True, autoincrement=False),
    Column("about", String, nullable=False),
    Column("one", String, nullable=False),
    Column("other", String, nullable=False),
    Column("same", Boolean, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text),
    Column("undone_by", Text),
    Column("undone_at", String),
)
"""What a person decided of two propositions, by their keys (:attr:`Proposition.key`).

``about`` is "claim" (they say the same, or not), "denial" (the other denies the one, or not) or
"origin" (they are of one origin, or of two).
"""

names = Table(
    "names",
    metadata,
    Column("id", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("mark", String, nullable=False),
    Column("shown", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("actor", String, nullable=False),
    Index("names_by_actor", "actor"),
)
"""A name as it is compared across documents (:class:`sayso.joining.NameKey`).

Names with the same ``actor``, which is the id of one of them, are one actor's.
"""

aliases = Table(
    "aliases",
    metadata,
    Column("alias", ForeignKey("names.id"), primary_key=True),
    Column("name", ForeignKey("names.id"), primary_key=True),
    Column("documents", Integer, nullable=False),
    Index("aliases_by_name", "name"),
)
"""In how many documents one name is given as another's alias."""

blocks = Table(
    "blocks",
    metadata,
    Column("block", String, primary_key=True),
    Column("name", ForeignKey("names.id"), primary_key=True),
    Index("blocks_by_name", "name"),
    sqlite_with_rowid=False,
)
"""Where a name is looked for by others that are nearly like it."""

proposals = Table(
    "proposals",
    metadata,
    Column("one", ForeignKey("names.id"), primary_key=True),
    Column("other", ForeignKey("names.id"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Index("proposals_by_other", "other"),
)
"""Two names that may be one actor's; only a person joins them."""

decisions = Table(
    "decisions",
    metadata,
    Column("id", _Row, primary_key=True, autoincrement=False),
    Column("one", String, nullable=False),
    Column("other", String, nullable=False),
    Column("document", String),
    Column("same", Boolean, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text),
    Column("undone_by", Text),
    Column("undone_at", String),
    Index("decisions_by_one", "one"),
    Index("decisions_by_other", "other"),
)
"""What a person decided of two names: kept beside the records, never over them."""

custody = Table(
    "custody",
    metadata,
    Column("number", _Row, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("before", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
"""Everything that was done, each entry chained to the one before by its hash."""

tombstones = Table(
    "tombstones",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("document", String(16), nullable=False),
    Column("title", Text),
    Column("sources", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text, nullable=False),
)
"""What is left of a document that was removed."""

skipped = Table(
    "skipped",
    metadata,
    Column("source", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", String, nullable=False),
)
"""What could not be added, and why; forgotten when it can be after all."""
