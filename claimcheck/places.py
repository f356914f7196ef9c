"""Countries with the words for what is theirs, so that "Russian" means Russia.

A hand-kept table of the countries most in the news, one a line: name, demonyms,
then short forms. Capitals are left out on purpose: "Moscow said" may mean a
government or a city, and a reader cannot tell which.
"""

from __future__ import annotations

_TABLE = """
Afghanistan|Afghan Afghans
Albania|Albanian Albanians
Algeria|Algerian Algerians
Angola|Angolan Angolans
Argentina|Argentine Argentinian Argentines Argentinians
Armenia|Armenian Armenians
Australia|Australian Australians
Austria|Austrian Austrians
Azerbaijan|Azerbaijani Azerbaijanis
Bahrain|Bahraini Bahrainis
Bangladesh|Bangladeshi Bangladeshis
Belarus|Belarusian Belarusians
Belgium|Belgian Belgians
Bolivia|Bolivian Bolivians
Bosnia and Herzegovina|Bosnia Bosnian Bosnians
Brazil|Brazilian Brazilians
Bulgaria|Bulgarian Bulgarians
Cambodia|Cambodian Cambodians
Cameroon|Cameroonian Cameroonians
Canada|Canadian Canadians
Chile|Chilean Chileans
China|Chinese
Colombia|Colombian Colombians
Croatia|Croatian Croatians
Cuba|Cuban Cubans
Cyprus|Cypriot Cypriots
Czech Republic|Czechia Czech Czechs
Denmark|Danish Dane Danes
Ecuador|Ecuadorian Ecuadorians
Egypt|Egyptian Egyptians
Estonia|Estonian Estonians
Ethiopia|Ethiopian Ethiopians
Finland|Finnish Finn Finns
France|French
Georgia|Georgian Georgians
Germany|German Germans
Ghana|Ghanaian Ghanaians
Greece|Greek Greeks
Guatemala|Guatemalan Guatemalans
Haiti|Haitian Haitians
Honduras|Honduran Hondurans
Hungary|Hungarian Hungarians
Iceland|Icelandic Icelander Icelanders
India|Indian Indians
Indonesia|Indonesian Indonesians
Iran|Iranian Iranians
Iraq|Iraqi Iraqis
Ireland|Irish
Israel|Israeli Israelis
Italy|Italian Italians
Ivory Coast|Ivorian Ivorians
Jamaica|Jamaican Jamaicans
Japan|Japanese
Jordan|Jordanian Jordanians
Kazakhstan|Kazakh Kazakhs
Kenya|Kenyan Kenyans
Kosovo|Kosovar Kosovars
Kuwait|Kuwaiti Kuwaitis
Kyrgyzstan|Kyrgyz
Laos|Laotian Laotians
Latvia|Latvian Latvians
Lebanon|Lebanese
Libya|Libyan Libyans
Lithuania|Lithuanian Lithuanians
Luxembourg|Luxembourgish
Malaysia|Malaysian Malaysians
Mali|Malian Malians
Malta|Maltese
Mexico|Mexican Mexicans
Moldova|Moldovan Moldovans
Mongolia|Mongolian Mongolians
Montenegro|Montenegrin Montenegrins
Morocco|Moroccan Moroccans
Mozambique|Mozambican Mozambicans
Myanmar|Burma Burmese
Nepal|Nepalese Nepali
Netherlands|Dutch
New Zealand|New_Zealander New_Zealanders
Nicaragua|Nicaraguan Nicaraguans
Niger|Nigerien Nigeriens
Nigeria|Nigerian Nigerians
North Korea|North_Korean North_Koreans DPRK
North Macedonia|Macedonian Macedonians
Norway|Norwegian Norwegians
Oman|Omani Omanis
Pakistan|Pakistani Pakistanis
Panama|Panamanian Panamanians
Paraguay|Paraguayan Paraguayans
Peru|Peruvian Peruvians
Philippines|Philippine Filipino Filipinos
Poland|Polish Pole Poles
Portugal|Portuguese
Qatar|Qatari Qataris
Romania|Romanian Romanians
Russia|Russian Russians Russian_Federation
Rwanda|Rwandan Rwandans
Saudi Arabia|Saudi Saudis
Senegal|Senegalese
Serbia|Serbian Serbians Serb Serbs
Singapore|Singaporean Singaporeans
Slovakia|Slovak Slovaks
Slovenia|Slovenian Slovenians Slovene Slovenes
Somalia|Somali Somalis
South Africa|South_African South_Africans
South Korea|South_Korean South_Koreans
South Sudan|South_Sudanese
Spain|Spanish Spaniard Spaniards
Sri Lanka|Sri_Lankan Sri_Lankans
Sudan|Sudanese
Sweden|Swedish Swede Swedes
Switzerland|Swiss
Syria|Syrian Syrians
Taiwan|Taiwanese
Tanzania|Tanzanian Tanzanians
Thailand|Thai Thais
Tunisia|Tunisian Tunisians
Turkey|Turkish Turk Turks Türkiye
Uganda|Ugandan Ugandans
Ukraine|Ukrainian Ukrainians
United Arab Emirates|UAE Emirati Emiratis
United Kingdom|UK U.K. Britain Great_Britain British Briton Britons
United States|US U.S. USA U.S.A. America American Americans United_States_of_America
Uruguay|Uruguayan Uruguayans
Uzbekistan|Uzbek Uzbeks
Venezuela|Venezuelan Venezuelans
Vietnam|Vietnamese
Yemen|Yemeni Yemenis
Zambia|Zambian Zambians
Zimbabwe|Zimbabwean Zimbabweans
"""


def _read(table: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in table.strip().splitlines():
        country, _, others = line.partition("|")
        forms[country.lower()] = country
        for other in others.split():
            forms[other.replace("_", " ").lower()] = country
    return forms


#: Lower-cased country name, demonym or short form → the country's name.
FORMS = _read(_TABLE)


def country(text: str) -> str | None:
    """The country that `text` names, by name or demonym; None where it names none."""
    found = FORMS.get(text.lower())
    if found == "United States" and text.lower() == "us" and text != "US":
        return None  # the pronoun
    return found


#: Capitals that news writes for the government in them ("Tokyo has sanctioned").
SEATS = {
    "Ankara": "Turkey", "Beijing": "China", "Berlin": "Germany", "Canberra": "Australia",
    "Delhi": "India", "Kiev": "Ukraine", "Kremlin": "Russia", "Kyiv": "Ukraine",
    "London": "United Kingdom", "Madrid": "Spain", "Moscow": "Russia", "New Delhi": "India",
    "Ottawa": "Canada", "Paris": "France", "Pyongyang": "North Korea", "Rome": "Italy",
    "Seoul": "South Korea", "Tehran": "Iran", "Tokyo": "Japan", "Warsaw": "Poland",
    "Washington": "United States", "White House": "United States",
}  # fmt: skip


def seat_of(text: str) -> str | None:
    """The country whose government `text` may stand for, by its seat; None for another name."""
    return SEATS.get(text.removeprefix("the ").removesuffix("'s").removesuffix("’s"))
