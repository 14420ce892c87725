from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("concerns", "0003_counts_and_releases")]

    operations = [
        migrations.RemoveConstraint("file", "file_clean_has_copy"),
        migrations.AddField(
            "file",
            "original_key",
            models.BinaryField(editable=True, default=b""),
            preserve_default=False,
        ),
        migrations.AddField("file", "copy_key", models.BinaryField(null=True, editable=True)),
        migrations.AddConstraint(
            "file",
            models.CheckConstraint(
                condition=Q(state="clean", copy__isnull=False, copy_key__isnull=False)
                | Q(state="unclean", copy=None, copy_key=None),
                name="file_clean_has_copy",
            ),
        ),
    ]
