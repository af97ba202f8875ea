"""Words for other words, in the languages of the corpus."""


def _pairs(listed: str) -> dict[str, str]:
    """Read "word: other; word: other"."""
    pairs = (pair.split(":") for pair in listed.split(";"))
    return {word.strip(): other.strip() for word, other in pairs}


SYNONYMS = {
    "en": _pairs(
        """
        but: yet; also: likewise; great: large; make: create; made: created; many: numerous;
        show: demonstrate; help: assist; begin: start; part: portion; people: citizens;
        nation: country; country: nation; government: administration; power: authority;
        public: common; war: conflict; peace: concord; important: significant; new: fresh;
        may: might; must: has to; last: latest; year: twelvemonth; law: statute;
        laws: statutes; right: proper; rights: entitlements; every: each; only: merely;
        such: similar; given: granted; time: moment; work: labour; however: nevertheless;
        good: sound; relations: ties; issue: question; security: safety; toward: towards;
        provide: offer; require: demand; under: beneath; between: among; because: since;
        necessary: needful; without: lacking; against: versus; states: members; upon: on;
        shall: will; which: that; it: this; has: holds; of: about; to: towards; these: those;
        very: quite
        """
    ),
    "ru": _pairs(
        """
        но: однако; и: а также; очень: весьма; был: являлся; большой: крупный;
        человек: мужчина; люди: граждане; дом: здание; дело: занятие; сказал: произнёс;
        говорил: рассказывал; что: будто; как: словно; теперь: ныне; тогда: в то время;
        только: лишь; или: либо; всё: целое; было: имелось; можно: возможно; когда: едва;
        он: тот; она: та; его: того; уже: давно; потом: затем; опять: снова
        """
    ),
    "ja": _pairs(
        """
        人: 者; 私: 僕; 自分: 自身; 今: 現在; 言: 云; 思: 考;
        時: 頃; 所: 場所; 家: 宅; 心: 気持; 先生: 師匠; 世: 世間;
        時代: 時世; 個人: 一個人; 国家: 国; 見: 眺; 子供: 子; 前: 以前;
        山: 山岳; 猫: にゃんこ; 飯: 食事; 話: 談話; 水: お水; 顔: 面
        """
    ),
}

# What a denial of these words is.
NEGATIONS = {
    "en": _pairs(
        """
        is: is not; are: are not; was: was not; were: were not; will: will not;
        would: would not; should: should not; can: can not; could: could not; may: may not;
        must: must not; shall: shall not; might: might not; has: has never; have: have never;
        had: had never
        """
    ),
    "ru": _pairs(
        """
        был: не был; была: не была; было: не было; были: не были; есть: не есть;
        может: не может; надо: не надо; сказал: не сказал; говорил: не говорил; знал: не знал;
        мог: не мог; хотел: не хотел; стал: не стал; будет: не будет; можно: не можно;
        имел: не имел; имеет: не имеет; должен: не должен; понимал: не понимал
        """
    ),
    "ja": _pairs(
        """
        である: ではない; だった: ではなかった; です: ではありません; ある: ない
        """
    ),
}

PARENTHESES = {
    "en": ("it is said", "as was reported", "so at least the story goes", "in fact", "of course"),
    "ru": ("говорят", "как известно", "по крайней мере так пишут", "впрочем", "конечно"),
    "ja": ("いわば", "実際のところ", "人の言うように", "もちろん", "少なくとも"),
}

# Latin letters for Russian ones, by the rule of passports.
LATIN = _pairs(
    """
    а: a; б: b; в: v; г: g; д: d; е: e; з: z; и: i; й: i; к: k; л: l; м: m; н: n; о: o;
    п: p; р: r; с: s; т: t; у: u; ф: f; х: kh; ы: y; ь: ; ъ: ie; э: e; ё: e; ж: zh; ц: ts;
    ч: ch; ш: sh; щ: shch; ю: iu; я: ia
    """
)
