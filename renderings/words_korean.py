"""The words around an article in Korean."""

from __future__ import annotations

from types import MappingProxyType

from record.document import Kind
from renderings.words import Words

KOREAN = Words(
    language="ko",
    by="{names}",
    roles=MappingProxyType(
        {
            "translator": "번역: {names}",
            "editor": "편집: {names}",
            "interviewer": "인터뷰: {names}",
            "photographer": "사진: {names}",
            "illustrator": "일러스트: {names}",
            "reviewer": "감수: {names}",
        }
    ),
    other_role="{role}: {names}",
    separator=", ",
    last_separator=" 및 ",
    date="{year}년 {month}월 {day}일",
    volume="제{}권",
    number="제{}호",
    title_after_issue="{}: {}",
    version="제{}판",
    note="주 {}",
    back="본문으로 돌아가기, 주 {}",
    published="{} 게재",
    corrected="{} 정정",
    updated="{} 수정",
    minutes="읽는 시간 {}분",
    kinds=MappingProxyType(
        {
            Kind.PUBLICATION: "게재",
            Kind.CORRECTION: "정정",
            Kind.UPDATE: "수정",
            Kind.RETRACTION: "게재 철회",
            Kind.WITHDRAWAL: "삭제",
        }
    ),
    retracted="철회됨:",
    withdrawn="삭제됨:",
    photo_credits="사진 제공: {}",
    enlarge="사진 크게 보기",
    photo="사진",
    previous_photo="이전 사진",
    next_photo="다음 사진",
    close="닫기",
    figure="그림 {}.",
    table="표 {}.",
    abstract="초록",
    outline="이 글의 차례",
    section_link="이 절의 링크",
    notes="주",
    references="참고문헌",
    disclaimer="면책 조항",
    licence="이용 허락",
    licensed="이 글의 이용 허락 조건: {}.",
    permissions=MappingProxyType(
        {
            "free": "허락 없이 어떤 목적으로든 복제, 변경, 이용할 수 있습니다.",
            "share": "다음 조건에 따라 복제하고 배포할 수 있습니다",
            "adapt": "다음 조건에 따라 복제, 배포하고 변경할 수 있습니다",
            "any": ".",
            "noncommercial": ": 비영리 목적에 한합니다.",
            "credit": " 저자를 밝히고 이용 허락 조건을 링크해야 합니다.",
            "credit_changes": " 저자, 이용 허락 조건의 링크, 변경한 내용을 밝혀야 합니다.",
            "alike": " 변경한 저작물에는 같은 이용 허락 조건을 적용해야 합니다.",
            "republish": "이 이용 허락 조건에 따라 전재할 수 있습니다.",
            "ask": "전재하려면 발행처의 허락을 받아야 합니다.",
            "photos": " 사진은 포함되지 않으며 각각의 이용 조건을 따릅니다.",
        }
    ),
    funding="연구비 지원",
    competing_interests="이해 상충",
    about_author="저자 소개",
    about_authors="저자 소개",
    selected_works="주요 저작",
    contribution="기여: {}",
    cite="인용하기",
    permanent_link="고유 링크: {}",
    share="공유",
    by_mail="이메일로 보내기",
    copy_link="링크 복사",
    share_with="다른 앱으로 공유",
    copy="복사",
    copied="복사했습니다",
    formats="다른 형식",
    subjects="주제",
    topics="주제",
    regions="지역",
    keywords="핵심어",
    related="관련 글",
    translation_of="원문: {}",
    history="판 이력",
    what_changed="변경 내용",
    plain_text="텍스트",
)
