"""The words around an article in Japanese."""

from __future__ import annotations

from types import MappingProxyType

from record.document import Kind
from renderings.words import Words

JAPANESE = Words(
    language="ja",
    by="{names}",
    roles=MappingProxyType(
        {
            "translator": "翻訳:{names}",
            "editor": "編集:{names}",
            "interviewer": "聞き手:{names}",
            "photographer": "写真:{names}",
            "illustrator": "イラスト:{names}",
            "reviewer": "監修:{names}",
        }
    ),
    other_role="{role}:{names}",
    separator="、",
    last_separator="、",
    date="{year}年{month}月{day}日",
    volume="第{}巻",
    number="第{}号",
    title_after_issue="{}:{}",
    version="第{}版",
    note="注{}",
    back="本文へ戻る、注{}",
    published="{}掲載",
    corrected="{}訂正",
    updated="{}更新",
    minutes="読了時間{}分",
    kinds=MappingProxyType(
        {
            Kind.PUBLICATION: "掲載",
            Kind.CORRECTION: "訂正",
            Kind.UPDATE: "更新",
            Kind.RETRACTION: "撤回",
            Kind.WITHDRAWAL: "取り下げ",
        }
    ),
    retracted="【撤回】",
    withdrawn="【取り下げ】",
    photo_credits="写真提供:{}",
    enlarge="写真を拡大する",
    photo="写真",
    previous_photo="前の写真",
    next_photo="次の写真",
    close="閉じる",
    figure="図{}.",
    table="表{}.",
    abstract="要旨",
    outline="この記事の目次",
    section_link="この節へのリンク",
    notes="注",
    references="参考文献",
    disclaimer="免責事項",
    licence="ライセンス",
    licensed="この記事のライセンス:{}。",
    permissions=MappingProxyType(
        {
            "free": "許可なく、どのような目的でも複製・改変・利用できます。",
            "share": "複製と再配布ができます",
            "adapt": "複製・再配布・改変ができます",
            "any": "。",
            "noncommercial": "。ただし、非営利目的に限ります。",
            "credit": "著者名を示し、ライセンスへリンクしてください。",
            "credit_changes": "著者名を示し、ライセンスへリンクし、変更した点を明記してください。",
            "alike": "改変したものには同じライセンスを付けてください。",
            "republish": "このライセンスの条件に従って転載できます。",
            "ask": "転載には発行者の許可が必要です。",
            "photos": "写真は含まれません。それぞれの条件に従います。",
        }
    ),
    funding="助成",
    competing_interests="利益相反",
    about_author="著者について",
    about_authors="著者について",
    selected_works="主な著作",
    contribution="貢献:{}",
    cite="引用方法",
    permanent_link="固定リンク:{}",
    share="共有",
    by_mail="メールで送る",
    copy_link="リンクをコピー",
    share_with="ほかのアプリで共有",
    copy="コピー",
    copied="コピーしました",
    formats="ほかの形式",
    subjects="主題",
    topics="主題",
    regions="地域",
    keywords="キーワード",
    related="関連記事",
    translation_of="原文:{}",
    history="版の履歴",
    what_changed="変更点",
    plain_text="テキスト",
)
