"""Words that tell names from other words: countries, peoples, bodies, titles, roles, and common first words.

Own compilation of plain facts. Names of other scripts and cases are kept as stems, to which an ending may be added.

Does not: hold any logic beyond reading its own tables.
"""

import itertools


def _read(table: str) -> frozenset[str]:
    """The words of a table, whatever the breaks between its lines."""
    return frozenset(table.split())


# Country, then its adjective or single citizen, then its people; "-" where a word would be the same or is not used.
_ENGLISH = """
Afghanistan Afghan Afghans|Albania Albanian Albanians|Algeria Algerian Algerians|America American Americans
Argentina Argentine Argentines|Armenia Armenian Armenians|Australia Australian Australians|Austria Austrian Austrians
Azerbaijan Azerbaijani Azerbaijanis|Bangladesh Bangladeshi Bangladeshis|Belarus Belarusian Belarusians
Belgium Belgian Belgians|Bolivia Bolivian Bolivians|Bosnia Bosnian Bosnians|Brazil Brazilian Brazilians
Britain British Britons|Bulgaria Bulgarian Bulgarians|Cambodia Cambodian Cambodians|Canada Canadian Canadians
Chile Chilean Chileans|China Chinese -|Colombia Colombian Colombians|Croatia Croatian Croats|Cuba Cuban Cubans
Cyprus Cypriot Cypriots|Czechia Czech Czechs|Denmark Danish Danes|Egypt Egyptian Egyptians|England English -
Estonia Estonian Estonians|Ethiopia Ethiopian Ethiopians|Europe European Europeans|Finland Finnish Finns
France French -|Georgia Georgian Georgians|Germany German Germans|Ghana Ghanaian Ghanaians|Greece Greek Greeks
Hungary Hungarian Hungarians|Iceland Icelandic Icelanders|India Indian Indians|Indonesia Indonesian Indonesians
Iran Iranian Iranians|Iraq Iraqi Iraqis|Ireland Irish -|Israel Israeli Israelis|Italy Italian Italians
Japan Japanese -|Jordan Jordanian Jordanians|Kazakhstan Kazakh Kazakhs|Kenya Kenyan Kenyans|Kosovo Kosovar Kosovars
Kuwait Kuwaiti Kuwaitis|Kyrgyzstan Kyrgyz -|Latvia Latvian Latvians|Lebanon Lebanese -|Libya Libyan Libyans
Lithuania Lithuanian Lithuanians|Malaysia Malaysian Malaysians|Mali Malian Malians|Malta Maltese -
Mexico Mexican Mexicans|Moldova Moldovan Moldovans|Mongolia Mongolian Mongolians|Montenegro Montenegrin Montenegrins
Morocco Moroccan Moroccans|Myanmar Burmese -|Nepal Nepali Nepalis|Netherlands Dutch -|Nicaragua Nicaraguan Nicaraguans
Niger Nigerien Nigeriens|Nigeria Nigerian Nigerians|Norway Norwegian Norwegians|Pakistan Pakistani Pakistanis
Palestine Palestinian Palestinians|Peru Peruvian Peruvians|Philippines Filipino Filipinos|Poland Polish Poles
Portugal Portuguese -|Qatar Qatari Qataris|Romania Romanian Romanians|Russia Russian Russians|Rwanda Rwandan Rwandans
Scotland Scottish Scots|Senegal Senegalese -|Serbia Serbian Serbs|Slovakia Slovak Slovaks|Slovenia Slovenian Slovenes
Somalia Somali Somalis|Spain Spanish Spaniards|Sudan Sudanese -|Sweden Swedish Swedes|Switzerland Swiss -
Syria Syrian Syrians|Taiwan Taiwanese -|Tajikistan Tajik Tajiks|Thailand Thai Thais|Tunisia Tunisian Tunisians
Turkey Turkish Turks|Turkmenistan Turkmen Turkmens|Uganda Ugandan Ugandans|Ukraine Ukrainian Ukrainians
Uzbekistan Uzbek Uzbeks|Venezuela Venezuelan Venezuelans|Vietnam Vietnamese -|Wales Welsh -|Yemen Yemeni Yemenis
Zambia Zambian Zambians|Zimbabwe Zimbabwean Zimbabweans|Israel Jewish Jews|Gaza Arab Arabs|Asia Muslim Muslims
Africa African Africans|Crimea Christian Christians|Kurdistan Kurdish Kurds|Rome Catholic Catholics
"""
_TABLE = [entry.split() for line in _ENGLISH.strip().splitlines() for entry in line.split("|")]
COUNTRIES = frozenset(country.casefold() for country, _, _ in _TABLE)
ADJECTIVES = frozenset(adjective.casefold() for _, adjective, _ in _TABLE)
PEOPLES = frozenset(people.casefold() for _, _, people in _TABLE if people != "-")
# Bodies, alliances and places of power that may open a sentence or be written small.
BODIES = _read("""nato eu un uno us usa uk uae ussr osce who imf wto unesco unicef unhcr opec brics asean cia fbi
    nsa kgb fsb svr gru mi5 mi6 mossad hamas hezbollah isis taliban fifa uefa ioc wada kfor unifil iaea icc icj echr
    gop nhs bbc cnn rt tass reuters wikipedia google facebook meta twitter tiktok telegram kremlin pentagon
    whitehall westminster washington brussels moscow kyiv kiev beijing tehran ankara berlin paris london warsaw
    belgrade budapest vienna prague sofia bucharest zagreb sarajevo pristina minsk jerusalem cairo tokyo delhi
    strasbourg davos geneva hague vatican frontex europol interpol gazprom rosatom huawei conservatives labour
    tories democrats republicans socialists liberals greens parliament congress senate commission treasury sejm
    bundestag knesset duma rada""")
TITLES = _read("""mr mrs ms miss dr prof professor sir dame lord lady president vice-president prime minister
    premier chancellor secretary governor mayor senator congressman congresswoman representative deputy mp judge
    justice chief general colonel major captain lieutenant sergeant admiral commander ambassador king queen prince
    princess emperor pope cardinal archbishop bishop father pastor imam rabbi ayatollah sheikh comrade brother
    sister councillor sheriff commissioner director chairman chairwoman leader spokesman spokeswoman foreign defence
    defense finance interior health state господин г-н госпожа президент премьер министр генерал депутат судья
    губернатор мэр патриарх король пан пані президентка прем'єр міністр суддя мер господин г-жа министър-председател
    премиер министър кмет съдия predsednik premijer ministar general gospodin poslanik sudija председник премијер
    министар посланик судија pan pani prezydent minister poseł posłanka burmistrz generał sędzia premier ksiądz""")
# Whom "the ..." may ask about, in English.
ROLES = _read("""government opposition president police army military media press parliament minister ministry
    mayor council church unions union judges courts court constitution cabinet junta regime coalition commission
    committee chancellor king queen pope bishops governor senate congress administration regulator treasury strikers
    farmers bankers oligarchs protesters rebels settlers refugees migrants immigrants teachers nurses doctors elite
    elites establishment monarchy authorities""")
ROLE_PAIRS = frozenset(
    " ".join(pair)
    for pair in [
        *itertools.product(("prime", "foreign", "interior", "finance", "defence", "health", "justice"), ("minister",)),
        *itertools.product(("foreign", "interior", "finance", "defence", "health", "justice"), ("ministry",)),
        *itertools.product(("supreme", "constitutional", "high"), ("court",)),
        *itertools.product(("city", "local", "security", "town"), ("council",)),
        *itertools.product(("trade", "labour", "teachers'"), ("unions", "union")),
        *itertools.product(("secret", "health", "intelligence", "fire"), ("service", "services")),
        *itertools.product(("electoral", "election"), ("commission",)),
        *itertools.product(("ruling", "governing", "opposition"), ("party", "parties")),
        *itertools.product(("central",), ("bank", "banks")),
        *itertools.product(("armed", "security", "occupation"), ("forces",)),
        *itertools.product(("far",), ("right", "left")),
        *itertools.product(("general",), ("staff",)),
        *itertools.product(("state", "public", "national"), ("broadcaster", "prosecutor")),
        *itertools.product(("coast", "national"), ("guard",)),
        *itertools.product(("interim", "federal", "local", "provincial", "central"), ("government",)),
    ]
)
# Words that open sentences with a capital and are no names.
OPENERS = _read("""a an the this that these those there here it its he she they we you i my our your his her
    their who whom whose what which when where why how whether if unless until while although though because since
    as and or but nor yet so not no never ever nothing nobody none everyone everybody anyone anybody someone
    somebody each every all both some any many much few several most more less other another one two three four five
    six seven eight nine ten first last next only just even still also too very then than thus hence therefore
    however moreover meanwhile instead perhaps maybe indeed surely certainly clearly obviously honestly frankly yes
    no please thanks thank sorry hello dear at by for from in into of on onto off over under out up down to with
    without within through during before after against between among about above below across along around behind
    beside beyond despite except inside like near per plus regarding toward towards upon via versus is are was were
    be been being am do does did has have had having can could may might must shall should will would let lets say
    said tell told ask asked look see watch stop start go come get give take make call vote read write think believe
    remember forget imagine suppose welcome congratulations today tomorrow yesterday tonight now soon later once
    again already always often sometimes usually recently finally according such same own half nearly almost about
    roughly less good bad great better best worse worst big small new old young long short high low right wrong true
    false real fake free open close great-grand own late early monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december spring summer
    autumn winter easter christmas ramadan god ok okay tv pm am brexit internet covid bravo shame enough full half
    hands long-live down up well why-not people women men children breaking update exclusive opinion analysis
    editorial watch live news report photo video и а но да же ведь вот это этот эта эти тот та те то там тут здесь
    он она оно они мы вы я ты мой наш ваш их его её кто что какой который где когда почему зачем как если чтобы хотя
    пока не ни нет никто ничто все всё каждый один два три в во на с со к ко у о об от до по за из без для при про
    под над между через после перед был была было были есть будет может надо нужно пусть только даже ещё уже опять
    снова тогда сегодня завтра вчера теперь потом так такой і й та але чи що це цей ця ці той там тут він вона вони
    ми ви мій ваш хто який де коли чому як якщо щоб не ні ніхто всі кожен у в на з із зі до від по за без для при
    про під над між через після перед був була було були є буде може треба нехай лише навіть ще вже знову тоді
    сьогодні завтра вчора тепер так и а но да че ли ако това този тази тези онзи той тя те ние вие аз мой наш ваш
    кой какво къде кога защо как не няма никой всички всеки един в във на с със към у за от до по без при под над
    между през след преди бил била са е ще може трябва нека само дори още вече пак тогава днес утре вчера сега така
    и а али да ли ако ово овај ова ови тај та он она они ми ви ја мој наш ваш ко шта који где када зашто како не
    нема нико сви сваки један у на са с ка од до по за без при под над између кроз после пре био била су је ће може
    треба нека само чак још већ опет тада данас сутра јуче сада тако i a ali da li ako ovo ovaj ova ovi taj ta on
    ona oni mi vi ja moj naš vaš ko šta koji gde kada zašto kako ne nema niko svi svaki jedan u na sa s od do po za
    bez pri pod nad između kroz posle pre bio bila su je će može treba neka samo čak još već opet tada danas sutra
    juče sada tako i a ale czy że to ten ta te tamten on ona oni one my wy ja mój nasz wasz kto co który gdzie kiedy
    dlaczego jak jeśli żeby nie nikt nic wszyscy każdy jeden w we na z ze do od po za bez dla przy pod nad między
    przez przed był była było są jest będzie może trzeba niech tylko nawet jeszcze już znowu wtedy dziś jutro
    wczoraj teraz tak""")
# Small words inside a name.
LINKS = _read("of for de da del della di la le van von der den bin ibn al el ul and the & und et")
# Words after which a lone capitalised first word is the subject: a name more often than not.
AFTER_NAME = _read("""is are was were has have had does did do will would can could may might must should shall
    says said wants wanted and or calls called asks asked denies denied accused accuses announced promises promised
    lied lies knows knew never always still again must needs got gets gave takes took made makes won lost voted
    deserves""")

# Countries (written large) and peoples (written small), as stems.
_STEMS = {
    "ru": """правительств оппозици полици парламент прокуратур мэри министерств президент депутат профсоюз росси
    украин белорус беларус польш серби болгари германи франци британи англи итали испани венгри румыни чехи словаки
    хорвати босни косов македони черногори греци турци армени азербайджан грузи молдов молдави казахстан узбекистан
    киргизи таджикистан литв латви эстони финлянди швеци норвеги израил иран ирак сири палестин китай япони инди
    америк европ сша нато евросоюз оон обсе мид мвд фсб гру кремл киев москв вашингтон брюссел лондон берлин русские
    русских русским россиян украинц украинцев поляки поляков поляк серб болгар немц немцев француз англичан
    американц европейц венгр румын чех хохл турки турок армян азербайджанц грузин евре израильтян иранц палестин
    арабы арабов китайц японц""",
    "uk": """уряд опозиці поліці парламент прокуратур міністерств президент депутат профспілк росі україн білорус
    польщ сербі болгарі німеччин франці британі англі італі іспані угорщин румуні чехі словаччин хорваті босні косов
    македоні чорногорі греці туреччин вірмені азербайджан грузі молдов казахстан литв латві естоні фінлянді швеці
    норвегі ізраїл іран ірак сирі палестин китай японі інді америк європ сша нато євросоюз єс оон обсє мзс сбу зсу
    рнбо кремл київ києв москв вашингтон брюссел лондон берлін росіян українц поляк серби сербів болгар німц
    французи американц європейц угорц угорців румун турки турків вірмен грузин євре ізраїльтян іранц араб китайц""",
    "bg": """правителств опозици полици парламент прокуратур министерств президент депутат синдикат руси украйн
    беларус полш сърби българи германи франци британи англи итали испани унгари румъни чехи словаки хървати босн
    косов македони гърци турци армени азербайджан грузи молдов казахстан литв латви естони финланди швеци норвеги
    израел иран ирак сири палестин китай япони инди америк европ сащ нато есс оон кремъл киев москв вашингтон
    брюксел лондон берлин руснац руснаци украинц поляц сърби българите германц французи американц европейц унгарц
    румънц турци турците гърци арменц евре израелц иранц араби китайц японц""",
    "sr": """влад опозициј полициј скупштин тужилаштв министарств председник посланик синдикат студент руси
    украјин белорус пољск срби бугарск немачк француск британи енглеск итали шпани мађарск румуни чешк словачк
    хрватск босн косов македони црн грчк турск јермени азербејџан грузи молдави казахстан литвани летони естони
    финск шведск норвешк израел иран ирак сири палестин кин јапан инди америк европ сад нато ес еу уједињен оон
    кремљ кијев москв вашингтон брисел лондон берлин београд загреб приштин сарајев руси руса украјинци украјинаца
    пољаци срби срба бугари хрвати хрвата немци немаца французи американци американаца европљани мађари румуни турци
    турака албанци албанаца шиптари јевреји израелци иранци арапи кинези јапанци""",
    "pl": """rząd opozycj policj parlament prokuratur ministerstw prezydent posłow związk rosj ukrain białoru
    polsk serbi bułgari niemc niemiec niemcz francj brytani angli włoch włosz hiszpani węgr rumuni czech czechy
    słowacj chorwacj bośni kosow macedoni czarnogór grecj turcj armeni azerbejdżan gruzj mołdawi kazachstan litw
    łotw estoni finlandi szwecj norwegi izrael iran irak syri palestyn chin japoni indi ameryk europ usa nato ue onz
    obwe kreml kijow moskw waszyngton bruksel londyn berlin rosjan ukraińc ukraińców polacy polaków serbow serbów
    bułgarz francuz amerykan europejczyk turcy turków żydzi żydów izraelczy irańczy arabow arabów chińczy""",
}
_LATIN_LETTERS = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š"
_LATIN = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        _LATIN_LETTERS.split(),
        strict=True,
    )
)
STEMS: dict[str, tuple[str, ...]] = {language: tuple(sorted(_read(stems))) for language, stems in _STEMS.items()}
STEMS["sr"] += tuple("".join(_LATIN[letter] for letter in stem) for stem in STEMS["sr"])
# A stem takes an ending of at most this many letters: "американц" + "ами".
ENDING = 4
# Heads of names whose second word is written small, as stems: "Министерство обороны", "Европейски съюз".
BODY_STEMS = tuple(
    _read(
        "министерств міністерств министерств министарств ministarstv ministerstw европейск європейськ европск evropsk "
        "конституционн конституційн конституцион ustavn уставн верховн врховн vrhovn генеральн общинск народн narodn"
    )
)
