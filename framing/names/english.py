"""What countries, their people and their capitals are called in English, and parties.

Own compilation of plain facts. Nations are parted by bars, several words for one thing by a slash, a blank inside a
name is written with an underscore.

Does not: hold any logic beyond reading its own tables.
"""

from typing import NamedTuple

from framing.wordlists import word_set


class Nation(NamedTuple):
    """Every way to name one country: itself, its adjective, its people and its capital, small letters."""

    country: tuple[str, ...]
    adjective: tuple[str, ...]
    people: tuple[str, ...]
    capital: tuple[str, ...]


# Country, adjective, people, capital; "-" where there is no word of its own.
_ENGLISH = """
afghanistan afghan afghans kabul|albania albanian albanians tirana|algeria algerian algerians algiers
america/united_states/us/u.s/usa american americans washington|angola angolan angolans luanda
argentina argentine/argentinian argentines/argentinians buenos_aires|armenia armenian armenians yerevan
australia australian/aussie australians/aussies canberra|austria austrian austrians vienna
azerbaijan azerbaijani/azeri azerbaijanis/azeris baku|bahrain bahraini bahrainis manama
bangladesh bangladeshi bangladeshis dhaka|belarus/belorussia belarusian/belarussian belarusians/belarussians minsk
belgium belgian belgians brussels|bolivia bolivian bolivians la_paz
bosnia/bosnia_and_herzegovina bosnian bosnians/bosniaks sarajevo|botswana - - gaborone
brazil brazilian brazilians brasilia|britain/great_britain/united_kingdom/uk/u.k british/brit britons/brits london
bulgaria bulgarian bulgarians sofia|cambodia cambodian cambodians phnom_penh|cameroon cameroonian cameroonians yaounde
canada canadian canadians ottawa|chad chadian chadians n'djamena|chile chilean chileans santiago
china chinese - beijing/peking|colombia colombian colombians bogota/bogotá|congo congolese - kinshasa
costa_rica costa_rican costa_ricans san_jose|croatia croatian/croat croatians/croats zagreb|cuba cuban cubans havana
cyprus cypriot cypriots nicosia|czechia/czech_republic czech czechs prague|denmark danish/dane danes copenhagen
dominican_republic dominican dominicans santo_domingo|ecuador ecuadorian ecuadorians quito
egypt egyptian egyptians cairo|el_salvador salvadoran salvadorans san_salvador|england english/englishman englishmen -
eritrea eritrean eritreans asmara|estonia estonian estonians tallinn|ethiopia ethiopian ethiopians addis_ababa
finland finnish/finn finns helsinki|france french/frenchman frenchmen paris|gabon gabonese - libreville
georgia georgian georgians tbilisi|germany german germans berlin|ghana ghanaian ghanaians accra
greece greek greeks athens|guatemala guatemalan guatemalans -|guinea guinean guineans conakry
haiti haitian haitians port-au-prince|honduras honduran hondurans tegucigalpa|hungary hungarian hungarians budapest
iceland icelandic icelanders reykjavik|india indian indians delhi/new_delhi|indonesia indonesian indonesians jakarta
iran iranian iranians tehran/teheran|iraq iraqi iraqis baghdad|ireland irish/irishman irishmen dublin
israel israeli israelis tel_aviv|italy italian italians rome|jamaica jamaican jamaicans kingston
japan japanese - tokyo|jordan jordanian jordanians amman|kazakhstan kazakh/kazakhstani kazakhs astana
kenya kenyan kenyans nairobi|kosovo kosovar/kosovan kosovars/kosovans pristina|kuwait kuwaiti kuwaitis -
kyrgyzstan kyrgyz - bishkek|laos laotian laotians vientiane|latvia latvian latvians riga|lebanon lebanese - beirut
liberia liberian liberians monrovia|libya libyan libyans tripoli|lithuania lithuanian lithuanians vilnius
luxembourg luxembourgish luxembourgers -|macedonia/north_macedonia macedonian macedonians skopje
malaysia malaysian malaysians kuala_lumpur|mali malian malians bamako|malta maltese - valletta
mexico mexican mexicans mexico_city|moldova/moldavia moldovan/moldavian moldovans/moldavians chisinau/chișinău
mongolia mongolian/mongol mongolians/mongols ulaanbaatar|montenegro montenegrin montenegrins podgorica
morocco moroccan moroccans rabat|mozambique mozambican mozambicans maputo|myanmar/burma burmese - yangon
namibia namibian namibians windhoek|nepal nepali/nepalese nepalis kathmandu
netherlands/holland dutch/dutchman dutchmen amsterdam|new_zealand new_zealander/kiwi new_zealanders/kiwis wellington
nicaragua nicaraguan nicaraguans managua|niger nigerien nigeriens niamey|nigeria nigerian nigerians abuja
north_korea north_korean north_koreans pyongyang|norway norwegian norwegians oslo|oman omani omanis muscat
pakistan pakistani pakistanis islamabad|palestine palestinian palestinians ramallah|panama panamanian panamanians -
paraguay paraguayan paraguayans asuncion|peru peruvian peruvians lima|philippines filipino/philippine filipinos manila
poland polish/pole poles warsaw|portugal portuguese - lisbon|qatar qatari qataris doha
romania/roumania romanian/roumanian romanians bucharest|russia/russian_federation russian russians moscow
rwanda rwandan rwandans kigali|saudi_arabia saudi/saudi_arabian saudis riyadh
scotland scottish/scot/scotsman scots/scotsmen edinburgh|senegal senegalese - dakar
serbia serbian/serb serbians/serbs belgrade|sierra_leone sierra_leonean sierra_leoneans freetown
singapore singaporean singaporeans -|slovakia slovak/slovakian slovaks bratislava
slovenia slovenian/slovene slovenians/slovenes ljubljana|somalia somali/somalian somalis mogadishu
south_africa south_african south_africans pretoria|south_korea/korea south_korean/korean south_koreans/koreans seoul
soviet_union soviet soviets -|spain spanish/spaniard spaniards madrid|sri_lanka sri_lankan sri_lankans colombo
sudan sudanese - khartoum|sweden swedish/swede swedes stockholm|switzerland swiss - -|syria syrian syrians damascus
taiwan taiwanese - taipei|tajikistan tajik tajiks dushanbe|tanzania tanzanian tanzanians dodoma
thailand thai thais bangkok|transnistria transnistrian transnistrians tiraspol|tunisia tunisian tunisians tunis
turkey/türkiye turkish/turk turks ankara|turkmenistan turkmen turkmens ashgabat|uganda ugandan ugandans kampala
ukraine ukrainian ukrainians kyiv/kiev|united_arab_emirates/emirates/uae emirati emiratis abu_dhabi
uruguay uruguayan uruguayans montevideo|uzbekistan uzbek uzbeks tashkent|venezuela venezuelan venezuelans caracas
vietnam vietnamese - hanoi|wales welsh/welshman welshmen cardiff|yemen yemeni yemenis sanaa/sana'a
yugoslavia yugoslav/yugoslavian yugoslavs -|zambia zambian zambians lusaka|zimbabwe zimbabwean zimbabweans harare
"""
# Words of other meaning when written small.
ORDINARY = word_set(
    "us turkey china chad jordan georgia mali niger guinea oman polish pole poles finn turk turks kiwi kiwis brit "
    "brits scot scots swede swedes dane danes lima santiago kingston wellington delhi muscat paris sofia colombo "
    "emirates serb georgian rome"
)


def _read_line(line: str) -> Nation:
    forms = (() if form == "-" else tuple(form.replace("_", " ").split("/")) for form in line.split())
    return Nation(*forms)


ENGLISH = tuple(_read_line(entry) for line in _ENGLISH.strip().splitlines() for entry in line.split("|"))
# Singular or adjective, then the members; large letters only, because the small words are ideas.
PARTIES = (
    ("labour", "labourites"),
    ("conservative", "conservatives"),
    ("tory", "tories"),
    ("republican", "republicans"),
    ("democrat", "democrats"),
    ("democratic", "democrats"),
    ("liberal", "liberals"),
    ("socialist", "socialists"),
    ("communist", "communists"),
    ("green", "greens"),
)
