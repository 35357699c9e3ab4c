"""The index and the words of readable texts."""


import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('record', '0004_sections_and_licences'),
    ]

    operations = [
        migrations.CreateModel(
            name='IndexedText',
            fields=[
                ('key', models.BigIntegerField(help_text='Grows with the day of publication; see search.keys.', primary_key=True, serialize=False)),
                # What is long stands last, as SQLite reads a row from its beginning.
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='record.publishedarticle')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='record.version')),
                ('weight', models.FloatField(help_text='What relevance is multiplied by: recency, retraction.')),
                ('tags', models.TextField(help_text='What facets count, such as “s3 t12 a7 y2024 len-gb”.')),
                ('title', models.TextField()),
                ('heading', models.TextField()),
                ('people', models.TextField()),
                ('body', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='KnownWord',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('articles', models.PositiveIntegerField(help_text='How many have it; none with 0 stays.')),
                ('skeleton', models.CharField(help_text='Without vowels and doubled letters.', max_length=40)),
                ('beginning', models.CharField(max_length=1)),
                ('length', models.PositiveSmallIntegerField()),
            ],
            options={
                'indexes': [models.Index(models.F('skeleton'), models.OrderBy(models.F('articles'), descending=True), name='words_sounding_alike'), models.Index(models.F('beginning'), models.F('length'), models.OrderBy(models.F('articles'), descending=True), name='words_looking_alike')],
            },
        ),
    ]
