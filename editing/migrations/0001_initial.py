import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='FormerSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(max_length=100)),
                ('slug', models.CharField(max_length=120)),
                ('object_id', models.PositiveBigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'indexes': [models.Index(fields=['model', 'object_id'], name='editing_formerslug_object')],
                'constraints': [models.UniqueConstraint(fields=('model', 'slug'), name='editing_formerslug_once'), models.CheckConstraint(condition=models.Q(models.Q(('slug', ''), _negated=True), django.db.models.lookups.Exact(models.Func(models.F('slug'), models.Value('abcdefghijklmnopqrstuvwxyz0123456789-'), function='LTRIM', output_field=models.CharField()), models.Value(''))), name='editing_formerslug_is_slug')],
            },
        ),
    ]
