"""Countries with the words for what is theirs, so that "Russian" means Russia.

A hand-kept table of the countries, and of Puerto Rico, which the news tells apart, one a line:
name, demonyms, then short forms. Both states that are called Congo are one here, since a text
that says "Congolese" tells them apart as little. Capitals are left out on purpose:
"Moscow said" may mean a government or a city, and a reader cannot tell which.
"""

from __future__ import annotations

_TABLE = """
Afghanistan|Afghan Afghans
Albania|Albanian Albanians
Algeria|Algerian Algerians
Andorra|Andorran Andorrans
Angola|Angolan Angolans
Antigua and Barbuda|Antigua Antiguan Antiguans
Argentina|Argentine Argentinian Argentines Argentinians
Armenia|Armenian Armenians
Australia|Australian Australians
Austria|Austrian Austrians
Azerbaijan|Azerbaijani Azerbaijanis
Bahamas|Bahamian Bahamians
Bahrain|Bahraini Bahrainis
Bangladesh|Bangladeshi Bangladeshis
Barbados|Barbadian Barbadians
Belarus|Belarusian Belarusians
Belgium|Belgian Belgians
Belize|Belizean Belizeans
Benin|Beninese
Bhutan|Bhutanese
Bolivia|Bolivian Bolivians
Bosnia and Herzegovina|Bosnia Bosnian Bosnians
Botswana|Botswanan Batswana
Brazil|Brazilian Brazilians
Brunei|Bruneian Bruneians
Bulgaria|Bulgarian Bulgarians
Burkina Faso|Burkinabe Burkinabé
Burundi|Burundian Burundians
Cambodia|Cambodian Cambodians
Cameroon|Cameroonian Cameroonians
Canada|Canadian Canadians
Cape Verde|Cabo_Verde Cape_Verdean Cape_Verdeans
Central African Republic|Central_African Central_Africans
Chad|Chadian Chadians
Chile|Chilean Chileans
China|Chinese
Colombia|Colombian Colombians
Comoros|Comorian Comorians
Congo|Congolese DR_Congo DRC
Costa Rica|Costa_Rican Costa_Ricans
Croatia|Croatian Croatians
Cuba|Cuban Cubans
Cyprus|Cypriot Cypriots
Czech Republic|Czechia Czech Czechs
Denmark|Danish Dane Danes
Djibouti|Djiboutian Djiboutians
Dominica|
Dominican Republic|Dominican Dominicans
East Timor|Timor-Leste East_Timorese Timorese
Ecuador|Ecuadorian Ecuadorians
Egypt|Egyptian Egyptians
El Salvador|Salvadoran Salvadorans Salvadorean Salvadoreans
Equatorial Guinea|Equatorial_Guinean
Eritrea|Eritrean Eritreans
Estonia|Estonian Estonians
Eswatini|Swaziland Swazi Swazis
Ethiopia|Ethiopian Ethiopians
Fiji|Fijian Fijians
Finland|Finnish Finn Finns
France|French
Gabon|Gabonese
Gambia|Gambian Gambians
Georgia|Georgian Georgians
Germany|German Germans
Ghana|Ghanaian Ghanaians
Greece|Greek Greeks
Grenada|Grenadian Grenadians
Guatemala|Guatemalan Guatemalans
Guinea|Guinean Guineans
Guinea-Bissau|
Guyana|Guyanese
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
Kiribati|
Kosovo|Kosovar Kosovars
Kuwait|Kuwaiti Kuwaitis
Kyrgyzstan|Kyrgyz
Laos|Laotian Laotians
Latvia|Latvian Latvians
Lebanon|Lebanese
Lesotho|Basotho
Liberia|Liberian Liberians
Libya|Libyan Libyans
Liechtenstein|
Lithuania|Lithuanian Lithuanians
Luxembourg|Luxembourgish
Madagascar|Malagasy
Malawi|Malawian Malawians
Malaysia|Malaysian Malaysians
Maldives|Maldivian Maldivians
Mali|Malian Malians
Malta|Maltese
Marshall Islands|Marshallese
Mauritania|Mauritanian Mauritanians
Mauritius|Mauritian Mauritians
Mexico|Mexican Mexicans
Micronesia|Micronesian Micronesians
Moldova|Moldovan Moldovans
Monaco|Monegasque Monégasque
Mongolia|Mongolian Mongolians
Montenegro|Montenegrin Montenegrins
Morocco|Moroccan Moroccans
Mozambique|Mozambican Mozambicans
Myanmar|Burma Burmese
Namibia|Namibian Namibians
Nauru|Nauruan Nauruans
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
Palau|Palauan Palauans
Palestine|
Panama|Panamanian Panamanians
Papua New Guinea|Papua_New_Guinean
Paraguay|Paraguayan Paraguayans
Peru|Peruvian Peruvians
Philippines|Philippine Filipino Filipinos
Poland|Polish Pole Poles
Portugal|Portuguese
Puerto Rico|Puerto_Rican Puerto_Ricans
Qatar|Qatari Qataris
Romania|Romanian Romanians
Russia|Russian Russians Russian_Federation
Rwanda|Rwandan Rwandans
Samoa|Samoan Samoans
San Marino|Sammarinese
Saudi Arabia|Saudi Saudis
Senegal|Senegalese
Serbia|Serbian Serbians Serb Serbs
Seychelles|Seychellois
Sierra Leone|Sierra_Leonean Sierra_Leoneans
Singapore|Singaporean Singaporeans
Slovakia|Slovak Slovaks
Slovenia|Slovenian Slovenians Slovene Slovenes
Solomon Islands|Solomon_Islander Solomon_Islanders
Somalia|Somali Somalis
South Africa|South_African South_Africans
South Korea|South_Korean South_Koreans
South Sudan|South_Sudanese
Spain|Spanish Spaniard Spaniards
Sri Lanka|Sri_Lankan Sri_Lankans
St. Lucia|St_Lucia Saint_Lucia Saint_Lucian
Sudan|Sudanese
Suriname|Surinamese
Sweden|Swedish Swede Swedes
Switzerland|Swiss
Syria|Syrian Syrians
Taiwan|Taiwanese
Tajikistan|Tajik Tajiks
Tanzania|Tanzanian Tanzanians
Thailand|Thai Thais
Togo|Togolese
Tonga|Tongan Tongans
Trinidad and Tobago|Trinidad Trinidadian Trinidadians
Tunisia|Tunisian Tunisians
Turkey|Turkish Turk Turks Türkiye
Turkmenistan|Turkmen Turkmens
Tuvalu|Tuvaluan Tuvaluans
Uganda|Ugandan Ugandans
Ukraine|Ukrainian Ukrainians
United Arab Emirates|UAE Emirati Emiratis
United Kingdom|UK U.K. Britain Great_Britain British Briton Britons
United States|US U.S. USA U.S.A. America American Americans United_States_of_America
Uruguay|Uruguayan Uruguayans
Uzbekistan|Uzbek Uzbeks
Vanuatu|
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
