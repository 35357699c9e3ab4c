import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import publication.fields
import publication.models.publication
import publication.time_zones
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Licence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edit_number', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('modified_at', models.DateTimeField(auto_now=True)),
                ('spdx', models.CharField(help_text='The short name on spdx.org/licenses, such as CC-BY-4.0.', max_length=64, unique=True, verbose_name='SPDX identifier')),
                ('name', models.CharField(help_text='As printed, such as Creative Commons Attribution 4.0.', max_length=200)),
                ('url', models.URLField(blank=True, help_text='Where the licence can be read in full.', verbose_name='address of the text')),
                ('republishing_allowed', models.BooleanField(default=False, help_text='Partners and readers may publish the text again without asking.', verbose_name='others may republish')),
                ('terms', models.TextField(blank=True, help_text='What is printed under an article, in plain words.', verbose_name='terms in one sentence')),
            ],
            options={
                'ordering': ['spdx'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('spdx', ''), _negated=True), django.db.models.lookups.Exact(models.Func(models.F('spdx'), models.Value('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-'), function='LTRIM', output_field=models.CharField()), models.Value(''))), name='publication_licence_spdx_form', violation_error_message='An SPDX identifier holds letters, digits, dots and hyphens only.')],
            },
        ),
        migrations.CreateModel(
            name='Disclaimer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edit_number', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('modified_at', models.DateTimeField(auto_now=True)),
                ('label', models.CharField(help_text='For editors only, such as “Views of the writer”. It is not printed.', max_length=120, unique=True)),
            ],
            options={
                'ordering': ['label'],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='DisclaimerEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('wording_one', models.TextField(verbose_name='wording for one writer')),
                ('wording_several', models.TextField(blank=True, verbose_name='wording for several writers')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('disclaimer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='publication.disclaimer')),
            ],
            options={
                'ordering': ['disclaimer', '-number'],
                'constraints': [models.UniqueConstraint(fields=('disclaimer', 'number'), name='publication_disclaimeredition_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='publication_disclaimeredition_from_one'), models.CheckConstraint(condition=models.Q(('wording_one', ''), _negated=True), name='publication_disclaimeredition_worded')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edit_number', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('modified_at', models.DateTimeField(auto_now=True)),
                ('title', models.CharField(max_length=200, unique=True)),
                ('short_title', models.CharField(blank=True, help_text='An abbreviation or the everyday name. Can be used in a disclaimer.', max_length=80)),
                ('tagline', models.CharField(blank=True, help_text='The line under the title.', max_length=200)),
                ('publisher', models.CharField(blank=True, help_text='The institution that publishes the review.', max_length=200)),
                ('place', models.CharField(blank=True, help_text='Such as Brussels, Belgium.', max_length=120, verbose_name='place of publication')),
                ('contact_email', models.EmailField(blank=True, help_text='Published: readers and partners write to it.', max_length=254, verbose_name='contact address')),
                ('language', publication.fields.LanguageField(default='en', help_text='A language tag such as en or fr-BE.', max_length=35, verbose_name='main language')),
                ('languages', publication.fields.LanguagesField(blank=True, default=list, help_text='Every language articles appear in. The main language is always among them.', verbose_name='all languages')),
                ('time_zone', models.CharField(default='UTC', help_text='Dates and embargo times are shown in it, such as Europe/Brussels.', max_length=64, validators=[publication.time_zones.check_time_zone])),
                ('issn_online', publication.fields.IssnField(blank=True, help_text='Printed on every article.', max_length=9, verbose_name='ISSN, online')),
                ('issn_print', publication.fields.IssnField(blank=True, max_length=9, verbose_name='ISSN, print')),
                ('issn_linking', publication.fields.IssnField(blank=True, help_text='Joins the media of one serial. Usually equal to one of the other two.', max_length=9, verbose_name='ISSN-L, linking')),
                ('doi_prefix', publication.fields.DoiPrefixField(blank=True, help_text='Given by the registration agency, such as 10.5555.', max_length=30, verbose_name='DOI prefix')),
                ('doi_suffix_pattern', models.CharField(blank=True, default='{code}', help_text='What follows the prefix. Variables: {code}, a short opaque code (recommended); {number}, a running number; {year}.', max_length=100, validators=[publication.models.publication.validate_doi_suffix_pattern], verbose_name='DOI suffix pattern')),
                ('about', models.TextField(blank=True, help_text='The text of the page About.')),
                ('is_default', models.BooleanField(default=False, help_text='Its title stands at the head of the site. There is one.', verbose_name='the default publication')),
                ('disclaimer', models.ForeignKey(blank=True, help_text='For articles whose section names no other.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publication.disclaimer', verbose_name='default disclaimer')),
                ('licence', models.ForeignKey(blank=True, help_text='For articles whose section names no other.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publication.licence', verbose_name='default licence')),
            ],
            options={
                'ordering': ['title'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('is_default',), name='publication_publication_one_default', violation_error_message='Another publication is the default. Take the mark from that one first.'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='publication_publication_titled'), models.CheckConstraint(condition=models.Q(('issn_online', ''), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('issn_online'), models.Value(9)), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('issn_online', 1, 4), models.Value('0123456789'), function='LTRIM', output_field=models.CharField()), models.Value('')), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('issn_online', 5, 1), models.Value('-'), function='LTRIM', output_field=models.CharField()), models.Value('')), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('issn_online', 6, 3), models.Value('0123456789'), function='LTRIM', output_field=models.CharField()), models.Value('')), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('issn_online', 9, 1), models.Value('0123456789X'), function='LTRIM', output_field=models.CharField()), models.Value(''))), _connector='OR'), name='publication_publication_issn_online_form'), models.CheckConstraint(condition=models.Q(('issn_print', ''), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('issn_print'), models.Value(9)), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('issn_print', 1, 4), models.Value('0123456789'), function='LTRIM', output_field=models.CharField()), models.Value('')), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('issn_print', 5, 1), models.Value('-'), function='LTRIM', output_field=models.CharField()), models.Value('')), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('issn_print', 6, 3), models.Value('0123456789'), function='LTRIM', output_field=models.CharField()), models.Value('')), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('issn_print', 9, 1), models.Value('0123456789X'), function='LTRIM', output_field=models.CharField()), models.Value(''))), _connector='OR'), name='publication_publication_issn_print_form'), models.CheckConstraint(condition=models.Q(('issn_linking', ''), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('issn_linking'), models.Value(9)), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('issn_linking', 1, 4), models.Value('0123456789'), function='LTRIM', output_field=models.CharField()), models.Value('')), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('issn_linking', 5, 1), models.Value('-'), function='LTRIM', output_field=models.CharField()), models.Value('')), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('issn_linking', 6, 3), models.Value('0123456789'), function='LTRIM', output_field=models.CharField()), models.Value('')), django.db.models.lookups.Exact(models.Func(django.db.models.functions.text.Substr('issn_linking', 9, 1), models.Value('0123456789X'), function='LTRIM', output_field=models.CharField()), models.Value(''))), _connector='OR'), name='publication_publication_issn_linking_form'), models.UniqueConstraint(condition=models.Q(('issn_online', ''), _negated=True), fields=('issn_online',), name='publication_publication_issn_online_once', violation_error_message='Another publication has this ISSN.'), models.UniqueConstraint(condition=models.Q(('issn_print', ''), _negated=True), fields=('issn_print',), name='publication_publication_issn_print_once', violation_error_message='Another publication has this ISSN.'), models.UniqueConstraint(condition=models.Q(('issn_linking', ''), _negated=True), fields=('issn_linking',), name='publication_publication_issn_linking_once', violation_error_message='Another publication has this ISSN.'), models.CheckConstraint(condition=models.Q(('issn_online', ''), models.Q(('issn_online', models.F('issn_print')), _negated=True), _connector='OR'), name='publication_publication_issn_by_medium', violation_error_message='The online and the printed edition have different ISSNs.'), models.CheckConstraint(condition=models.Q(('doi_prefix', ''), ('doi_prefix__startswith', '10.'), _connector='OR'), name='publication_publication_doi_prefix_form')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edit_number', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('modified_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=100, unique=True)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('description', models.TextField(blank=True, help_text="Shown on the section's page.")),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Sections stand in this order; the smallest is first.')),
                ('article_type', models.CharField(choices=[('article-commentary', 'Commentary or opinion'), ('research-article', 'Research article or analysis'), ('review-article', 'Review of research'), ('brief-report', 'Policy brief'), ('book-review', 'Book review'), ('editorial', 'Editorial'), ('letter', 'Letter'), ('reply', 'Reply'), ('discussion', 'Interview or discussion'), ('news', 'News'), ('obituary', 'Obituary'), ('other', 'Other')], default='article-commentary', help_text='What libraries and search engines are told the articles are.', max_length=40)),
                ('min_words', models.PositiveIntegerField(blank=True, null=True, verbose_name='shortest, in words')),
                ('max_words', models.PositiveIntegerField(blank=True, null=True, verbose_name='longest, in words')),
                ('notes_allowed', models.BooleanField(default=True, verbose_name='articles may have notes')),
                ('abstract_required', models.BooleanField(default=False, verbose_name='an abstract is required')),
                ('disclaimer_required', models.BooleanField(default=False, verbose_name='a disclaimer is required')),
                ('disclaimer', models.ForeignKey(blank=True, help_text="Instead of the publication's. Leave empty to use that one.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publication.disclaimer')),
                ('licence', models.ForeignKey(blank=True, help_text="Instead of the publication's. Leave empty to use that one.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publication.licence')),
            ],
            options={
                'ordering': ['position', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug', ''), _negated=True), django.db.models.lookups.Exact(models.Func(models.F('slug'), models.Value('abcdefghijklmnopqrstuvwxyz0123456789-'), function='LTRIM', output_field=models.CharField()), models.Value(''))), name='publication_section_is_slug'), models.CheckConstraint(condition=models.Q(('min_words__isnull', True), ('max_words__isnull', True), ('min_words__lte', models.F('max_words')), _connector='OR'), name='publication_section_word_range', violation_error_message='The shortest length is greater than the longest.')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edit_number', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('modified_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=100)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('description', models.TextField(blank=True, help_text="Shown on the topic's page.")),
                ('parent', models.ForeignKey(blank=True, help_text='A wider topic. Leave empty for a topic at the top.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='publication.topic', verbose_name='belongs under')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug', ''), _negated=True), django.db.models.lookups.Exact(models.Func(models.F('slug'), models.Value('abcdefghijklmnopqrstuvwxyz0123456789-'), function='LTRIM', output_field=models.CharField()), models.Value(''))), name='publication_topic_is_slug'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='publication_topic_not_its_parent', violation_error_message="A topic can't belong under itself."), models.UniqueConstraint(fields=('parent', 'name'), name='publication_topic_name_once_in_parent', violation_error_message='There is a topic of this name in the same place.'), models.UniqueConstraint(condition=models.Q(('parent__isnull', True)), fields=('name',), name='publication_topic_name_once_at_top', violation_error_message='There is a topic of this name at the top.')],
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edit_number', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('modified_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=100, unique=True)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('code', models.CharField(blank=True, help_text='Two letters of ISO 3166-1 for a country (KR), three digits of UN M49 for a group of countries (030), nothing for an area that has neither.', max_length=3)),
                ('parent', models.ForeignKey(blank=True, help_text='The region it is a part of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='publication.region', verbose_name='belongs under')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug', ''), _negated=True), django.db.models.lookups.Exact(models.Func(models.F('slug'), models.Value('abcdefghijklmnopqrstuvwxyz0123456789-'), function='LTRIM', output_field=models.CharField()), models.Value(''))), name='publication_region_is_slug'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='publication_region_not_its_parent', violation_error_message="A region can't belong under itself."), models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='publication_region_code_once', violation_error_message='Another region has this code.'), models.CheckConstraint(condition=models.Q(('code', ''), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), models.Value(2)), django.db.models.lookups.Exact(models.Func(models.F('code'), models.Value('ABCDEFGHIJKLMNOPQRSTUVWXYZ'), function='LTRIM', output_field=models.CharField()), models.Value(''))), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), models.Value(3)), django.db.models.lookups.Exact(models.Func(models.F('code'), models.Value('0123456789'), function='LTRIM', output_field=models.CharField()), models.Value(''))), _connector='OR'), name='publication_region_code_form', violation_error_message='A code is two capital letters (ISO 3166-1) or three digits (UN M49).')],
            },
        ),
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edit_number', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('modified_at', models.DateTimeField(auto_now=True)),
                ('volume', models.CharField(blank=True, max_length=20)),
                ('number', models.CharField(blank=True, help_text='Such as 2 or 1–2.', max_length=20)),
                ('title', models.CharField(blank=True, help_text='Required for a special issue, otherwise optional.', max_length=200)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('special', models.BooleanField(default=False, verbose_name='special issue')),
                ('published_on', models.DateField(blank=True, null=True)),
                ('description', models.TextField(blank=True, help_text="Shown on the issue's page.")),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='publication.publication')),
            ],
            options={
                'ordering': ['-published_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug', ''), _negated=True), django.db.models.lookups.Exact(models.Func(models.F('slug'), models.Value('abcdefghijklmnopqrstuvwxyz0123456789-'), function='LTRIM', output_field=models.CharField()), models.Value(''))), name='publication_issue_is_slug'), models.UniqueConstraint(condition=models.Q(('special', False)), fields=('publication', 'volume', 'number'), name='publication_issue_number_once', violation_error_message='The publication has an issue of this volume and number.'), models.CheckConstraint(condition=models.Q(models.Q(('special', True), models.Q(('title', ''), _negated=True)), models.Q(('special', False), models.Q(models.Q(('volume', ''), _negated=True), models.Q(('number', ''), _negated=True), _connector='OR')), _connector='OR'), name='publication_issue_can_be_named', violation_error_message='A special issue needs a title, any other a volume or a number.')],
            },
        ),
    ]
