from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receiver', models.CharField(choices=[('hub', 'WebSub hub'), ('search-engines', 'Search engines (IndexNow)')], max_length=20)),
                ('address', models.CharField(max_length=500)),
                ('position', models.PositiveBigIntegerField()),
                ('since', models.DateTimeField()),
                ('due', models.DateTimeField()),
                ('attempts', models.PositiveIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['receiver', 'due', 'id'], name='feeds_announcements_due')],
                'constraints': [models.UniqueConstraint(fields=('receiver', 'address'), name='feeds_announced_once_at_a_time'), models.CheckConstraint(condition=models.Q(('receiver__in', ['hub', 'search-engines'])), name='feeds_receiver_known')],
            },
        ),
    ]
