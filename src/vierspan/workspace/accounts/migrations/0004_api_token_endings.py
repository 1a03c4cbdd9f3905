from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_api_tokens'),
    ]

    operations = [
        migrations.AddField(
            model_name='apitoken',
            name='ending',
            field=models.CharField(blank=True, max_length=4),
        ),
    ]
