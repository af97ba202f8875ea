"""The administration of sources, imports, publications, authors and accounts."""

from django.conf import settings
from django.contrib import admin

from sourcelib.admin import account, article, author, publication, records
from sourcelib.admin.importing import admin as imports

__all__ = ["account", "article", "author", "imports", "publication", "records"]

admin.site.site_title = settings.SITE_NAME
admin.site.site_header = settings.SITE_NAME
admin.site.index_title = "Administration"
