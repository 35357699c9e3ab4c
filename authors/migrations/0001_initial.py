import authors.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import publication.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('publication', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edit_number', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('modified_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(help_text='As printed, with its short form if that is usual.', max_length=250)),
                ('ror', authors.fields.RorField(blank=True, help_text='From ror.org. Libraries join the articles of an institution by it.', max_length=9, verbose_name='ROR')),
                ('place', models.CharField(blank=True, help_text='The city.', max_length=120)),
                ('country', models.CharField(blank=True, help_text='Two letters of ISO 3166-1, such as KR.', max_length=2)),
                ('website', models.URLField(blank=True)),
                ('disclaimer', models.ForeignKey(blank=True, help_text="Printed under whatever the organisation's people write, besides the section's. Leave empty unless the employer asks for it.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publication.disclaimer')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='authors_organisation_named'), models.UniqueConstraint(fields=('name', 'place', 'country'), name='authors_organisation_once', violation_error_message='There is an organisation of this name in this place.'), models.UniqueConstraint(condition=models.Q(('ror', ''), _negated=True), fields=('ror',), name='authors_organisation_ror_once', violation_error_message='Another organisation has this ROR identifier.'), models.CheckConstraint(condition=models.Q(('ror', ''), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('ror'), models.Value(9)), django.db.models.lookups.Exact(models.Func(models.F('ror'), models.Value('abcdefghijklmnopqrstuvwxyz0123456789'), function='LTRIM', output_field=models.CharField()), models.Value(''))), _connector='OR'), name='authors_organisation_ror_form'), models.CheckConstraint(condition=models.Q(('country', ''), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('country'), models.Value(2)), django.db.models.lookups.Exact(models.Func(models.F('country'), models.Value('ABCDEFGHIJKLMNOPQRSTUVWXYZ'), function='LTRIM', output_field=models.CharField()), models.Value(''))), _connector='OR'), name='authors_organisation_country_form', violation_error_message='A country is two capital letters, such as KR.')],
            },
        ),
        migrations.CreateModel(
            name='Author',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edit_number', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('modified_at', models.DateTimeField(auto_now=True)),
                ('given_name', models.CharField(blank=True, help_text='With middle names and initials.', max_length=120)),
                ('family_name', models.CharField(blank=True, help_text='A person with a single name has it here.', max_length=120)),
                ('name_order', models.CharField(choices=[('given-first', 'Given name first'), ('family-first', 'Family name first')], default='given-first', help_text='As the person writes it: Kim Min-ji is family name first.', max_length=20, verbose_name='order of names')),
                ('suffix', models.CharField(blank=True, help_text='Such as Jr. or III.', max_length=30)),
                ('native_name', models.CharField(blank=True, help_text='As written there, such as 김민지. Shown beside the name.', max_length=120, verbose_name='name in native script')),
                ('title', models.CharField(blank=True, help_text='Such as Professor or Senior Research Fellow.', max_length=200, verbose_name='academic or professional title')),
                ('slug', models.SlugField(help_text="The last part of the profile's address. An old one keeps leading here.", max_length=80, unique=True)),
                ('orcid', authors.fields.OrcidField(blank=True, help_text='The iD or its address; it is checked for slips.', max_length=19, verbose_name='ORCID iD')),
                ('biography', models.TextField(blank=True, help_text="A paragraph or two, printed under the author's articles.")),
                ('email', models.EmailField(blank=True, help_text='Never published.', max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, help_text='Never published.', max_length=60, verbose_name='telephone')),
                ('private_notes', models.TextField(blank=True, help_text='For the newsroom. Never published.')),
            ],
            options={
                'ordering': ['family_name', 'given_name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug', ''), _negated=True), django.db.models.lookups.Exact(models.Func(models.F('slug'), models.Value('abcdefghijklmnopqrstuvwxyz0123456789-'), function='LTRIM', output_field=models.CharField()), models.Value(''))), name='authors_author_is_slug'), models.CheckConstraint(condition=models.Q(models.Q(('given_name', ''), _negated=True), models.Q(('family_name', ''), _negated=True), _connector='OR'), name='authors_author_named', violation_error_message='An author has a given name or a family name at least.'), models.CheckConstraint(condition=models.Q(('name_order__in', ['given-first', 'family-first'])), name='authors_author_name_order'), models.UniqueConstraint(condition=models.Q(('orcid', ''), _negated=True), fields=('orcid',), name='authors_author_orcid_once', violation_error_message='Another profile has this ORCID iD: merge the two.'), models.CheckConstraint(condition=models.Q(('orcid', ''), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('orcid'), models.Value(19)), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('orcid', 1, 18), models.Value('0123456789-'), function='LTRIM', output_field=models.CharField()), models.Value('')), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('orcid', 19, 1), models.Value('0123456789X'), function='LTRIM', output_field=models.CharField()), models.Value(''))), _connector='OR'), name='authors_author_orcid_form')],
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(blank=True, help_text='Such as Professor of International Relations.', max_length=200)),
                ('started', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ended', models.DateField(blank=True, help_text='The last day; empty while it lasts.', null=True, verbose_name='until')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='The smallest is printed first.')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='authors.author')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='authors.organisation')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('started__isnull', True), ('ended__isnull', True), ('started__lte', models.F('ended')), _connector='OR'), name='authors_affiliation_in_order', violation_error_message='The affiliation ends before it begins.')],
            },
        ),
        migrations.CreateModel(
            name='AuthorLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('label', models.CharField(help_text='What readers click, such as Website.', max_length=80)),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='authors.author')),
            ],
            options={
                'verbose_name': 'link',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('author', 'url'), name='authors_authorlink_once', violation_error_message='The profile has this link already.'), models.CheckConstraint(condition=models.Q(('url__startswith', 'https://'), ('url__startswith', 'http://'), _connector='OR'), name='authors_authorlink_web_address', violation_error_message='A link begins with https:// or http://.')],
            },
        ),
        migrations.CreateModel(
            name='SelectedWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(max_length=400)),
                ('publisher', models.CharField(blank=True, help_text='The publisher, journal or institute.', max_length=200)),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('doi', publication.fields.DoiField(blank=True, help_text='The DOI or its address.', max_length=220, verbose_name='DOI')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='works', to='authors.author')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='authors_selectedwork_titled'), models.CheckConstraint(condition=models.Q(('year__isnull', True), ('year__range', (1400, 2200)), _connector='OR'), name='authors_selectedwork_year', violation_error_message='The year has four digits.')],
            },
        ),
    ]
