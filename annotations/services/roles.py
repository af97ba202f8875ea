"""Who may do what: the three groups and their permissions (see "Who may do what" in the manual).

Each group holds the permissions of the one before it.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission

CURATOR, EDITOR, ADMINISTRATOR = "curator", "editor", "administrator"

_VIEW = [
    "sourcelib.view_article",
    "sourcelib.view_author",
    "sourcelib.view_importbatch",
    "sourcelib.view_importitem",
    "sourcelib.view_publication",
    "sourcelib.view_revision",
    "annotations.view_actor",
    "annotations.view_annotation",
    "annotations.view_annotationversion",
    "annotations.view_assignment",
    "annotations.view_deleteddraft",
    "annotations.view_evidence",
    "annotations.view_namesake",
    "annotations.view_proposition",
    "annotations.view_reanchoring",
    "annotations.view_rejectedsuggestion",
    "annotations.view_relation",
    "annotations.view_remark",
    "annotations.view_reply",
    "annotations.view_report",
    "annotations.view_reportstep",
    "annotations.view_topic",
    "annotations.view_verdict",
]


def _edit(*labels: str) -> list[str]:
    """Return the permissions to add and change rows of the models with these labels."""
    return [
        f"{app}.{verb}_{model}"
        for app, model in (label.split(".") for label in labels)
        for verb in ("add", "change")
    ]


PERMISSIONS: dict[str, list[str]] = {
    CURATOR: [
        *_VIEW,
        *_edit(
            "sourcelib.article",
            "sourcelib.author",
            "sourcelib.authorship",
            "sourcelib.publication",
            "annotations.actor",
            "annotations.actoralias",
            "annotations.actoridentifier",
            "annotations.actormembership",
            "annotations.actorrole",
            "annotations.namesake",
            "annotations.proposition",
            "annotations.propositionmember",
            "annotations.topic",
        ),
        "sourcelib.delete_authorship",
        "annotations.delete_actoralias",
        "annotations.delete_actoridentifier",
        "annotations.delete_actormembership",
        "annotations.delete_actorrole",
        "annotations.delete_namesake",
        "annotations.delete_propositionmember",
        "annotations.delete_rejectedsuggestion",
        "sourcelib.import_article",
        "annotations.add_annotation",
        "annotations.change_annotation",
        "annotations.delete_annotation",
        "annotations.submit_annotation",
        "annotations.add_relation",
        "annotations.add_remark",
        "annotations.change_relation",
        "annotations.delete_relation",
        "annotations.propose_verdict",
        "annotations.settle_reanchoring",
    ],
    EDITOR: [
        "sourcelib.publish_article",
        "annotations.change_others_drafts",
        "annotations.review_annotation",
        "annotations.withdraw_annotation",
        *_edit("annotations.assignment"),
        "annotations.merge_actor",
        "annotations.view_actormerge",
        "annotations.confirm_verdict",
        "annotations.delete_topic",
    ],
    ADMINISTRATOR: [
        *_edit("sourcelib.account", "auth.group"),
        "sourcelib.view_account",
        "sourcelib.delete_account",
        "auth.view_group",
        "auth.delete_group",
    ],
}


def ensure_groups(**_signal: Any) -> None:
    """Make the three groups and give each exactly the permissions of `PERMISSIONS`.

    Runs after every migration, once for each database; permissions that do not exist yet (the
    auth application's, in the middle of a first migration) are filled in by the next call.
    """
    from django.apps import apps
    from django.contrib.auth.management import create_permissions

    for label in ("auth", "sourcelib", "annotations"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    held: list[str] = []
    for name, added in PERMISSIONS.items():
        held = held + added
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set([known[permission] for permission in held])
