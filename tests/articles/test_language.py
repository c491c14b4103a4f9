"""Which paragraphs are in another language: names tell none, a sentence of another language does, also among names."""

import pytest

from factcheck.articles.language import foreign
from factcheck.articles.read import unreadable
from factcheck.articles.segment import reading
from factcheck.model import Article

BEFORE = "The match was played in front of a large crowd on Saturday, and the visitors won by two goals after the break."
AFTER = "Fans had waited for hours outside of the ground, which was built in 1921 and has been rebuilt since then."

NAMES = [
    "Finland: Lukas Hradecky; Jukka Raitala, Joona Toivio, Jere Uronen; Robin Lod, Glen Kamara; Teemu Pukki, Joel Pohjanpalo.",
    "Nguyễn Phú Trọng, Phạm Minh Chính, Vương Đình Huệ, Tô Lâm, Phan Văn Giang",
    "Goals: Kangaskolkka 12, Pukki 34, 67; Jensen 80. Yellow cards: Toivio, Väisänen, Lod.",
    "Magyar Péter, Orbán Viktor, Szijjártó Péter, Gulyás Gergely, Lázár János",
    "1. Matej Mohorič (Slovenia) 2. Tadej Pogačar (Slovenia) 3. Wout van Aert (Belgium) 4. Julian Alaphilippe (France)",
    "Tres Marías, Ciudad Juárez, Nuevo Laredo, San Luis Potosí, Guadalajara, Querétaro",
    "Jarosław Kaczyński, Mateusz Morawiecki, Andrzej Duda, Szymon Hołownia, Władysław Kosiniak-Kamysz",
    "Die Zeit, Der Spiegel, Süddeutsche Zeitung, Frankfurter Allgemeine Zeitung",
    "Manuel Neuer, goalkeeper; Joshua Kimmich, midfielder; Thomas Müller, forward; Mats Hummels, defender.",
    "Kolehmainen, Virtanen, Korhonen, Nieminen, Mäkelä, Heikkinen, Koskinen",
]
ENGLISH = [
    "Goals by Kangaskolkka and Väisänen sank Pohjola.",
    "Väisänen lost to Mäkelä, Nieminen to Koskinen.",
    "Guadalajara, Querétaro and Nuevo Laredo voted yes; Ciudad Juárez voted no.",
    "Tô Lâm met Phạm Minh Chính in Hanoi.",
    "Kosiniak-Kamysz, Hołownia back Tusk.",
    "Kolehmainen beat Virtanen in straight sets.",
    "Symptoms include fever, headache, respiratory distress, abdominal discomfort, joint pain, disorientation, weakness, confusion.",
    "Usher injury postponed earlier concert hours before tour kickoff",
]
SENTENCES = [
    "Kaupunginvaltuusto päätti maanantaina, että uusi silta rakennetaan ensi vuonna ja vanha puretaan.",
    "Paikalla olivat Pekka Virtanen, Liisa Mäkelä, Kalle Korhonen ja Anna Nieminen, jotka vastustivat siltaa.",
    "Anwesend waren Karl Müller, Anna Schmidt, Peter Weber und Lena Fischer, die gegen die Brücke stimmten.",
    "Helsinki, Espoo ja Vantaa sopivat yhteisestä lipusta, ja Turku, Tampere sekä Oulu seuraavat perässä.",
    "El Real Madrid, el Barcelona y el Atlético empataron el domingo.",
    "Il sindaco Mario Rossi ha detto a Luca Bianchi che il ponte di Roma resta chiuso.",
    "Prezydent Andrzej Duda spotkał się z Wołodymyrem Zełenskim w Warszawie.",
    "Orbán Viktor hétfőn találkozott Donald Trumppal.",
    "Helsinki ja Tampere saavat uudet sillat.",
    "Mahapaur ne mangalvaar ko kaha ki pul sharad ritu se pehle dobara nahin khulega.",
    "Raat bhar hui barish mein teen sau chalis log mare gaye, police ne kaha.",
    "Mer skazal vo vtornik, chto most ne otkroetsya do oseni, i gorod zaplatit.",
    "Shizhang xingqi er shuo, daqiao qiutian zhiqian bu hui chongxin kaifang.",
    "SILTA SULJETAAN MAANANTAINA JA VANHA PURETAAN ENSI VUONNA",
]
SHORT = [
    "Die Stadt war in Not.",
    "Zwei Menschen starben in Selm.",
    "Der Fluss stieg um acht Meter.",
    "Die Bahn fuhr nicht.",
    "Het water steeg snel.",
    "Byen var i nød.",
    "La ciudad no duerme.",
    "Most je starý.",
    "Silta on kiinni.",
    "Su çok derin.",
    "Kanat al-madina fi khatar.",
    "Qala al-umda yawm al-thulatha inna al-jisr lan yuftah.",
    "Inhar al-sadd laylan wa gharaqat al-qura.",
    "Mat arba'un shakhsan fi al-fayadan, qalat al-shurta.",
    "Ana mish 3aref leh el kobri maqfoul.",
    "Shahrdar goft pol ta paeez baz nemishavad.",
    "Mayor ne kaha ke pul khizan tak nahi khulega.",
    "Mist zakryto, skazav mer mista.",
    "I gefyra einai kleisti.",
    "Hashi ga ochita.",
]
SHORT_ENGLISH = [
    *("Four dead.", "Mayor quits", "“We stay,” said Holm.", "Rain stops play.", "Nobody died.", "Not now.", "Sold out."),
    *(
        "Der Spiegel quits Facebook.",
        "Die Zeit reports record sales.",
        "Le Monde cut 40 jobs.",
        "La Nina ends.",
        "Das Boot was shown again.",
    ),
    *("Al-Shabaab kills 12 in Mogadishu.", "Abu Bakr al-Baghdadi died in Barisha.", "Sinn Féin and Fianna Fáil met.", "Loya jirga ends"),
    *(
        "The Taoiseach met the Dáil.",
        "Ngozi Okonjo-Iweala elected",
        "Bayern sack Nagelsmann.",
        "Tonkatsu and okonomiyaki cost 900 yen each.",
    ),
    *("Ayman al-Zawahiri, Abu Musab al-Zarqawi, Abu Mohammed al-Julani", "Hummus, falafel, tabbouleh", "Fado, flamenco, tango"),
    *("Escherichia coli, Salmonella enterica", "Symptoms: fever, cough, rash", "Harwick 3 Selm 2", "Alejandro Ferna\u0301ndez"),
]


@pytest.mark.parametrize("names", NAMES + ENGLISH)
def test_names_are_in_no_other_language(names: str) -> None:
    assert foreign([BEFORE, names, AFTER]) == [False, False, False]
    assert foreign([BEFORE, names, names, AFTER]) == [False] * 4


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_another_language_among_english_ones_is_told(sentence: str) -> None:
    assert foreign([BEFORE, sentence, AFTER]) == [False, True, False]


@pytest.mark.parametrize("sentence", SHORT)
def test_a_short_sentence_of_another_language_is_no_english(sentence: str) -> None:
    assert foreign([sentence]) == [True]
    assert foreign([BEFORE, sentence, AFTER]) == [False, True, False]


@pytest.mark.parametrize("text", SHORT_ENGLISH)
def test_headlines_names_quotations_and_lists_are_english(text: str) -> None:
    assert foreign([text]) == [False]
    assert foreign([BEFORE, text, AFTER]) == [False, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "The hall (新しい公会堂新しい公会堂新しい公会堂) is now at https://example.org/xxxxxxxxxxxx in Selm.",
        "Tolstoy (Лев Толстой) wrote it.",
        "Write to kirjoitus@kaupunki.example now.",
        "The ＨＡＬＬ opened.",
    ],
)
def test_other_scripts_and_addresses_in_english_are_no_other_language(text: str) -> None:
    assert foreign([text]) == [False]
    assert foreign([BEFORE, text, AFTER]) == [False, False, False]


def test_a_few_words_without_name_and_number_are_counted_and_no_failure() -> None:
    def told(text: str) -> tuple[list[str], list[str]]:
        found = Article.from_text(f"{BEFORE}\n\n{text}\n\n{AFTER}")
        return [item.reason for item in reading(found).unread if item.reason != "space"], [failure.kind for failure in unreadable(found)]

    assert told("C’est la vie.") == (["other language"], [])
    assert told("C’est la vie, Moe.") == (["other language"], ["language"])
    assert told("Die Bahn fuhr nicht.") == (["other language"], ["language"])


def test_names_among_sentences_of_another_language_go_with_them() -> None:
    assert foreign([SENTENCES[0], NAMES[0], SENTENCES[1]]) == [True, True, True]
    assert foreign([BEFORE, SENTENCES[0], AFTER, NAMES[0], AFTER]) == [False, True, False, False, False]
