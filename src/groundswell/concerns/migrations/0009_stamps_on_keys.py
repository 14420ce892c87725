"""A stamp on every public key of a concern. Keys that are there already are stamped as they stand."""

from django.conf import settings
from django.db import migrations, models

from groundswell.vault import secrets
from groundswell.vault.places import Place

BATCH = 500


def _place(row, table, network_id, column, generation):
    return Place(
        application="groundswell",
        network=str(network_id),
        table=table,
        column=column,
        row=row.pk,
        schema=1,
        generation=generation,
    ).encode()


def stamp_all(apps, schema_editor):
    concerns = apps.get_model("concerns", "Concern")
    keys = apps.get_model("concerns", "Key")
    alias = schema_editor.connection.alias
    for row in concerns.objects.using(alias).iterator(chunk_size=BATCH):
        place = _place(row, "concerns_concern", row.network_id, "receipt_key", 1)
        message = place + row.locator.encode() + bytes(row.receipt_key)
        row.receipt_stamp = secrets.stamp(message, secrets=settings.SEALED_AUDIT_KEYS)
        row.save(using=alias, update_fields=["receipt_stamp"])
    for row in keys.objects.using(alias).select_related("concern").iterator(chunk_size=BATCH):
        place = _place(row, "concerns_key", row.concern.network_id, "public_key", row.generation)
        message = place + row.concern_id.bytes + row.part.encode() + bytes(row.public_key)
        row.stamp = secrets.stamp(message, secrets=settings.SEALED_AUDIT_KEYS)
        row.save(using=alias, update_fields=["stamp"])


class Migration(migrations.Migration):
    dependencies = [("concerns", "0008_own_threads")]

    operations = [
        migrations.AddField(
            model_name="concern",
            name="receipt_stamp",
            field=models.BinaryField(default=b"", editable=True),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="key",
            name="stamp",
            field=models.BinaryField(default=b"", editable=True),
            preserve_default=False,
        ),
        migrations.RunPython(stamp_all, migrations.RunPython.noop, elidable=True),
    ]
