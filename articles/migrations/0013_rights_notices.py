import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0012_presence'),
        ('photos', '0003_likeness_replacing_and_rights'),
    ]

    operations = [
        migrations.CreateModel(
            name='RightsNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_day', models.DateField()),
                ('days', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('photo', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rights_notices', to='photos.photo')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('photo', 'last_day', 'days'), name='articles_rights_notice_once')],
            },
        ),
    ]
