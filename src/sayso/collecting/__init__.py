"""Collecting: what a user names in, originals with their circumstances out.

:class:`Collection` goes through files, folders, addresses, feeds, sitemaps and web
archives, one original after another. It yields bytes and reads no text out of them; that
is :mod:`sayso.reading`'s part. The network is used for addresses that the user gives,
and for those that a feed or sitemap names which the user gives, be it a file or an
address.
"""

from sayso.collecting.collection import Collection

__all__ = ["Collection"]
