"""Between which words no line may end, by language.

A rule is a pair of patterns: what the word before the space ends like, and what the word after it
begins like. Sources: The Chicago Manual of Style 17, 6.121 and 7.42 (English); Duden,
Textverarbeitung (German); Imprimerie nationale, Lexique des règles typographiques (French). Where
these leave a choice, the space is bound: it costs a line little, and a reader never stumbles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Rules:
    """A language's rules."""

    pairs: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    high: str = ""
    """Punctuation before which a narrow no-break space stands."""

    def bind(self, left: str, right: str) -> bool:
        """Whether no line may end between these two words."""
        return any(one.search(left) and other.match(right) for one, other in self.pairs)


def _any(words: str) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words.split(), key=lambda w: (-len(w), w)))


NUMBER = r"(?:[+−–-]?\d|[$€£¥₩₹৳]\d)"  # how a number begins
ROMAN = r"[IVXLC]+\b"
LETTER = r"[^\W\d_]"
CAPITAL = "[A-ZÀ-ÖØ-ÞĀČĐŁŚŠŻŽА-ЯЁ]"
INITIAL = rf"^{CAPITAL}\.(?:-{CAPITAL}\.)?$"  # J. and J.-P.
SIGNS = "$ € £ ¥ ₩ ₹ ৳ US$ A$ C$ HK$ NZ$ S$ NT$ R$"
CODES = "USD EUR GBP JPY KRW CNY INR BDT CHF AUD CAD Tk Tk. Rs Rs. Fr."
UNITS = """% ‰ ° °C °F km m cm mm nm km² m² ha km³ m³ l t kt Mt Gt kg g mg µg h min kW MW GW TW
kWh MWh GWh TWh kJ MJ GJ Hz kHz MHz GHz kV Pa hPa bar dB kB MB GB TB ppm km/h m/s mph ft"""

# Words by language: after a number, as abbreviations before one, months, titles before a name.
SIZES: Mapping[str, str] = {
    "en": "hundred thousand million billion trillion Hundred Thousand Million Billion Trillion bn "
    "mn tn crore lakh dozen percent per a.m. p.m. am pm BC AD BCE CE",
    "de": "Tausend Millionen Million Milliarden Milliarde Billionen Billion Tsd. Mio. Mrd. Bio. "
    "Prozent Uhr Euro Dollar",
    "fr": "mille million millions milliard milliards billion billions pour euros dollars heures",
    "bn": "শতাংশ হাজার লাখ লক্ষ কোটি মিলিয়ন বিলিয়ন ট্রিলিয়ন টাকা ডলার কিমি মিটার কেজি",
}
NUMBERED: Mapping[str, str] = {
    "en": "no. No. nos. Nos. p. pp. vol. vols. Vol. ch. chap. art. Art. arts. Arts. sec. Sec. "
    "para. paras. § §§ fig. Fig. figs. Figs. tab. eq. c. ca. n. nn. l. ll. bk. pt. ser. ed. "
    "page pages Page Figure Figures Table Tables Chapter Article Articles Section Part "
    "Annex Appendix Box Note Volume Phase Chart Map article chapter section note",
    "de": "Nr. Nrn. S. Bd. Bde. Art. Abs. Kap. § §§ Abb. Tab. Anm. Rn. Z. H. Jg. ca. Seite Seiten "
    "Kapitel Artikel Absatz Abbildung Tabelle Band Teil Anhang Ziffer",
    "fr": "n° nº N° no p. pp. t. vol. art. Art. chap. § §§ fig. Fig. tabl. al. éd. page pages "
    "figure Figure tableau Tableau chapitre Chapitre article Article partie annexe Annexe "
    "volume tome",
    "bn": "পৃ. পৃঃ নং চিত্র সারণি অধ্যায় অনুচ্ছেদ ধারা পৃষ্ঠা খণ্ড",
}
MONTHS: Mapping[str, str] = {
    "en": "January February March April May June July August September October November December "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Jan Feb Mar Apr Jun Jul "
    "Aug Sep Sept Oct Nov Dec",
    "de": "Januar Jänner Februar März April Mai Juni Juli August September Oktober November "
    "Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "bn": "জানুয়ারি জানুয়ারী ফেব্রুয়ারি ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
}
TITLES: Mapping[str, str] = {
    "en": "Dr. Dr Mr. Mr Mrs. Mrs Ms. Ms Mx. Prof. St. St Gen. Lt. Col. Maj. Capt. Adm. Sgt. Sen. "
    "Rep. Gov. Hon. Rev. Sir Dame",
    "de": "Dr. Prof. Hr. Fr. Frl. St. Gen.",
    "fr": "M. MM. Mme Mmes Mlle Mlles Dr Pr Me Mgr St Ste",
    "bn": "ড. ডা. মো. মোঃ মুহা. অধ্যাপক জনাব",
}
UNRULED = ("ja", "ko", "th", "zh")  # their lines end by other rules
# What only one language has.
OWN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": ((r"^(?:G|P|E|D|B|C|F|Q|H)$", r"\d"),),  # G 7, Q 3
    "de": ((r"^\d{1,2}\.$", rf"(?:{_any(MONTHS['de'])})\b"), (rf"^{LETTER}\.$", rf"{LETTER}\.")),
    "fr": ((r"(?:^|\D)1er$", rf"(?:{_any(MONTHS['fr'])})\b"), (r"^[IVX]+e$", r"siècles?\b")),
}
HIGH: Mapping[str, str] = {"fr": ";:!?", "fr-CA": ":"}


@cache
def rules_for(language: str) -> Rules:
    """The rules of a language (BCP 47); those of every language where it has none of its own."""
    base = language.split("-")[0]
    if base in UNRULED:
        return Rules(())
    after = "€" if base == "en" else SIGNS  # in English a sign of currency belongs to what follows
    sizes = _any(" ".join([UNITS, after, CODES, SIZES.get(base, "")]))
    pairs = [
        (rf"(?:^|\W)(?:{_any(SIGNS + ' ' + CODES)})$", NUMBER),
        (r"\d$", rf"(?:{sizes})(?!\w)"),
        (INITIAL, CAPITAL),
        (rf"^{CAPITAL}(?:{LETTER}|[’'-])+$", rf"{CAPITAL}\.(?!\w)"),
        *_by_language(base),
    ]
    compiled = tuple((re.compile(one), re.compile(other)) for one, other in pairs)
    return Rules(compiled, HIGH.get(language, HIGH.get(base, "")))


def _by_language(base: str) -> list[tuple[str, str]]:
    """The rules that a language's words make."""
    made: list[tuple[str, str]] = []
    if base in NUMBERED:
        made.append((rf"^(?:{_any(NUMBERED[base])})$", rf"(?:{NUMBER}|{ROMAN})"))
    else:
        made.append((r"^§§?$", NUMBER))
    if base in MONTHS:
        months = _any(MONTHS[base])
        made.append((r"(?:^|\W)\d{1,2}(?:st|nd|rd|th)?$", rf"(?:{months})(?!\w)"))
        if base == "en":
            made.append((rf"^(?:{months})$", r"\d{1,2}(?:st|nd|rd|th)?(?!\w)"))
    if base in TITLES:
        made.append((rf"^(?:{_any(TITLES[base])})$", LETTER))
    return [*made, *OWN.get(base, ())]
