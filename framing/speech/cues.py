"""A language code -> the words that report speech in it: verbs, phrases, pronouns, roles, bodies.

Data only. English verbs are given with their forms; other languages give beginnings of words, matched with up to
four letters of ending. Serbian is kept in Latin letters: Cyrillic words are rewritten before they are looked up.

Does not: look at a text.
"""

from dataclasses import dataclass

from framing.wordlists import word_set


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; `say` verbs take a clause, the others what their names tell.

    `utter` verbs go with direct speech only, `tell` verbs name the hearer first, `call` verbs give a thing a name,
    `judge` verbs take a bare phrase ("blamed", "praised"), `sources` stand before the speaker ("according to").
    """

    say: frozenset[str]
    utter: frozenset[str] = frozenset()
    tell: frozenset[str] = frozenset()
    call: frozenset[str] = frozenset()
    accuse: frozenset[str] = frozenset()
    judge: frozenset[str] = frozenset()
    stems: bool = True
    sources: tuple[str, ...] = ()
    that: frozenset[str] = frozenset()
    he: frozenset[str] = frozenset()
    she: frozenset[str] = frozenset()
    it: frozenset[str] = frozenset()
    they: frozenset[str] = frozenset()
    i: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    boards: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()


ENGLISH = Lexicon(
    stems=False,
    say=word_set(
        "say says said saying add adds added adding note notes noted noting argue argues argued arguing claim claims "
        "claimed claiming insist insists insisted insisting warn warns warned warning deny denies denied denying "
        "explain explains explained explaining state states stated stating stress stresses stressed stressing "
        "announce announces announced announcing confirm confirms confirmed confirming acknowledge acknowledges "
        "acknowledged acknowledging admit admits admitted admitting allege alleges alleged alleging assert asserts "
        "asserted asserting affirm affirms affirmed affirming maintain maintains maintained maintaining suggest "
        "suggests suggested suggesting conclude concludes concluded concluding caution cautions cautioned cautioning "
        "contend contends contended contending complain complains complained complaining concede concedes conceded "
        "conceding declare declares declared declaring emphasize emphasizes emphasized emphasizing emphasise "
        "emphasises emphasised emphasising recall recalls recalled recalling remark remarks remarked remarking reply "
        "replies replied replying reveal reveals revealed revealing predict predicts predicted predicting promise "
        "promises promised promising vow vows vowed vowing pledge pledges pledged pledging testify testifies testified "
        "testifying tweet tweets tweeted tweeting write writes wrote writing written joke jokes joked joking quip "
        "quips quipped observe observes observed reiterate reiterates reiterated reiterating retort retorts retorted "
        "counter counters countered countering protest protests protested protesting boast boasts boasted boasting "
        "lament laments lamented comment comments commented commenting disclose disclosed report reports reported "
        "underline underlines underlined underlining underscored clarify clarifies clarified hint hints hinted "
        "respond responds responded responding quote speculate speculated swear swears swore rule ruled rules"
    ),
    utter=word_set(
        "begin begins began continue continues continued continuing ask asks asked asking shout shouts shouted "
        "shouting yell yells yelled yelling cry cries cried chant chants chanted chanting whisper whispers whispered "
        "murmur murmurs murmured mutter mutters muttered sigh sighs sighed laugh laughs laughed snap snaps snapped "
        "exclaim exclaims exclaimed answer answers answered interject interjected read reads urge urges urged urging "
        "recount recounts recounted agree agrees agreed post posts posted posting go goes went going call calls called "
        "calling conclude opine opined muse mused fume fumed scoff scoffed thunder thundered enthuse enthused "
        "demand demands demanded plead pleaded sing sang sings smile smiled grin grinned wonder wonders wondered "
        "describe described think thinks thought caption titled finish finished interrupt interrupted put puts"
    ),
    tell=word_set(
        "tell tells told telling inform informs informed informing remind reminds reminded reminding assure assures "
        "assured assuring ask asks asked asking advise advised notify notified"
    ),
    call=word_set(
        "call calls called calling describe describes described describing brand brands branded branding label labels "
        "labelled labeled dub dubs dubbed denounce denounces denounced denouncing condemn condemns condemned "
        "condemning hail hails hailed hailing dismiss dismisses dismissed dismissing deem deems deemed slam slams "
        "slammed decry decries decried characterize characterized characterise characterised deride derided "
        "blast blasted blasting"
    ),
    accuse=word_set("accuse accuses accused accusing"),
    judge=word_set(
        "blame blames blamed blaming praise praises praised praising cite cites cited citing criticize criticizes "
        "criticized criticise criticises criticised criticising promise promises promised vow vows vowed reject "
        "urge urges urged urging demand demands demanded threaten threatens threatened mock mocks "
        "mocked attack attacked pledge pledges pledged speak speaks spoke express expressed expressing "
        "voice voiced apologise apologised apologize apologized lament lamented stress stressed welcome welcomes "
        "welcomed invoke invoked complain complained "
        "complaining warn warned warns warning call calls called calling seek caption"
    ),
    sources=("according to", "in the words of", "in the view of", "in the opinion of", "per"),
    that=word_set("that"),
    he=word_set("he himself his him"),
    she=word_set("she herself her"),
    it=word_set("it its"),
    they=word_set("they their them"),
    i=word_set("i we you"),
    roles=word_set(
        "minister president premier chancellor king queen prince princess pope bishop archbishop cardinal father "
        "mother brother sister rabbi imam priest pastor mayor governor senator deputy lawmaker mp pm congressman "
        "congresswoman representative councillor councilman councilwoman alderman commissioner secretary spokesman "
        "spokeswoman spokesperson chairman chairwoman chair chairperson chief head director manager executive officer "
        "ceo leader boss founder cofounder co-founder owner co-owner coach captain skipper striker defender "
        "goalkeeper midfielder player manager judge justice lawyer attorney counsel prosecutor barrister solicitor "
        "witness defendant suspect victim detective inspector sergeant constable sheriff marshal general colonel "
        "major lieutenant admiral commander commandant soldier veteran pilot driver farmer teacher professor student "
        "pupil researcher scientist historian economist analyst strategist expert biologist ecologist sociologist "
        "epidemiologist engineer doctor nurse surgeon paramedic consultant author writer poet novelist journalist "
        "editor reporter correspondent columnist critic reviewer actor actress singer musician artist curator "
        "composer filmmaker producer agent investor trader broker dealer auctioneer banker shopkeeper resident "
        "neighbour neighbor passer-by pensioner retiree worker employee colleague counterpart official diplomat "
        "ambassador envoy delegate negotiator adviser advisor aide activist campaigner organiser organizer volunteer "
        "protester demonstrator refugee returnee migrant survivor widow widower wife husband son daughter uncle aunt "
        "cousin grandfather grandmother grandson granddaughter friend partner ex-husband ex-wife parent woman man boy "
        "girl cadet librarian cleaner skier swimmer runner batsman bowler opener grandmaster arbiter opponent champion "
        "rider speaker member republican democrat labour conservative liberal user contractor comedian sponsor "
        "mission shepherd archaeologist geologist physicist chemist meteorologist psychologist philosopher "
        "chairperson principal superintendent headteacher dean rector vice-president treasurer trustee undersecretary "
        "comptroller whip rebel sir dame lord lady baroness mr mrs ms miss dr prof gen sen rep gov lt col sgt insp rev "
        "capt maj hon supt ald presiding maître commissaire madam herr frau monsieur madame señor maj-gen cllr "
        "keeper fisherman guard landlord tenant customer patient caller tourist visitor hunter baker butcher "
        "brigadier cyclist footballer midwife technician mechanic electrician plumber chef cook waiter waitress "
        "one another others voters"
    ),
    bodies=word_set(
        "ministry government office agency authority commission committee council court party army navy force forces "
        "police company firm group union association federation league bank board bureau cabinet parliament senate "
        "congress assembly department service institute university school hospital church club team airline airport "
        "operator supplier manufacturer newspaper paper daily magazine station channel broadcaster radio website "
        "outlet site fund foundation charity trust society academy museum theater theatre station embassy consulate "
        "mission military militia coalition alliance movement faction organisation organization body regulator "
        "watchdog publisher retailer startup start-up maker giant corporation centre center laboratory lab "
        "administration kremlin pentagon house white_house state nation country inquiry tribunal jury district "
        "eparchy diocese monastery brigade fire clinic ombudsman rspca nasa un eu nato who imf account inspectorate "
        "prosecution defence defense city village region ag ab inc ltd plc corp gmbh llc international nations "
        "network holdings airlines airways motors industries news"
    ),
    papers=word_set(
        "statement letter report document communiqué communique release note memo email e-mail post tweet message "
        "commentary study indictment verdict ruling judgment filing complaint complaint lawsuit notice editorial "
        "article survey poll review resolution text transcript petition order decree email caption data decision "
        "page exhibit account"
    ),
    boards=word_set(
        "sign board banner placard poster billboard sticker shirt t-shirt sheet flyer leaflet label plaque graffiti "
        "inscription caption notice"
    ),
    naming=word_set(
        "called titled entitled named nicknamed code-named codenamed so-called known headed marked signed word "
        "words term terms phrase label labelled labeled slogan itself themselves nickname section verb noun adjective "
        "expression hashtag title"
    ),
    works=word_set(
        "album film movie book novel song series show play programme program project operation vessel ship campaign "
        "memoir autobiography exhibition article essay magazine drill exercise column panel painting game bestseller "
        "hit"
    ),
)

RUSSIAN = Lexicon(
    say=word_set(
        "сказал сказав говорит говорил говоря заявил заявля сообщил сообщае сообщаю добавил добавля отметил отмеча "
        "подчеркнул подчёркива подчеркива пояснил поясня объяснил объясня утвержда предупредил предупрежда признал "
        "признае призна заверил заверя напомнил напомина рассказал рассказыва возразил возража написал пишет пишут "
        "подтвердил подтвержда пообещал обеща опроверг отрица настаива уверя счита указал указыва указано уточнил "
        "уточня констатировал резюмировал предположил посетовал пожаловал пожалова доложил доложи поделил "
        "проинформировал проговорил произнёс произнес поведал рассужда полага заключил заключа признался намекнул "
        "оповестил разъяснил прокомментировал комментирова анонсировал обозначил раскрыл выразил твердил сообщается "
        "утверждается"
    ),
    utter=word_set(
        "спросил спрашива ответил отвеча воскликнул крикнул закричал продолжил продолжа начал шепнул прошептал гласит "
        "гласил парировал вздохнул перебил обратил призвал призыва скандировал кричал процитировал говорится думал "
        "пошутил шутит шутил усмехнул улыбнул смеёт смеет смеял рассмеял возмутил возмуща удивил поинтересовал бросил "
        "вспомина вспомнил поддержал согласил иронизиру съязвил отрезал читаем стоял"
    ),
    call=word_set("назвал называ охарактеризовал окрестил"),
    accuse=word_set("обвинил обвиня"),
    judge=word_set("обвинил обвиня осудил раскритиковал поблагодарил упрекнул объяснил пообещал"),
    sources=(
        "по словам",
        "по данным",
        "по мнению",
        "согласно",
        "по информации",
        "по подсчётам",
        "по утверждению",
        "по оценке",
        "по версии",
    ),
    that=word_set("что будто"),
    he=word_set("он его"),
    she=word_set("она её ее"),
    it=word_set("оно"),
    they=word_set("они их"),
    i=word_set("я мы"),
    roles=word_set(
        "директор глава начальник депутат министр вице-премьер премьер президент председател юрист адвокат судь судья "
        "прокурор эколог эксперт представител пресс-секретар житель жительниц врач учител мэр вице-мэр губернатор "
        "критик режиссёр режиссер посол генерал полковник историк экономист аналитик секретар командир спикер сенатор "
        "мать отец сын дочь водител рабоч пенсионер свидетел"
    ),
    bodies=word_set(
        "министерств ведомств компани завод суд мэри администраци правительств парти комитет комисси совет агентств "
        "фонд служб полици мид мвд мчс фсб посольств управлени университет больниц пресс-служб департамент кремл"
    ),
    papers=word_set("заявлени сообщени письм решени доклад документ отчёт отчет пост"),
    boards=word_set("плакат баннер надпис лозунг табличк вывеск"),
    naming=word_set(
        "проект фирм завод кафе слов слово словом термин фильм книг спектакл роман операци под фонд газет компани"
    ),
)

UKRAINIAN = Lexicon(
    say=word_set(
        "сказав сказал каже кажуть казав казал говорить говорив говорил заявив заявил заявля повідомив повідомил "
        "повідомля додав додал додає зазначив зазначил зазнача наголосив наголосил наголошу підкреслив підкреслил "
        "пояснив пояснил поясню стверджу попередив попередил застеріг застеріга визнав визнал визнає запевнив "
        "запевнил запевня нагадав нагадал нагаду розповів розповіл розповіда заперечив заперечил заперечу написав "
        "написал пише пишуть підтвердив підтвердил пообіцяв пообіцял обіця наполяга наполіг уточнив уточнил вважа "
        "припустив припустил проінформува інформу прокоментував прокоментувал коментує акцентував акцентувал "
        "резюмував поскаржи скаржи оголосив оголосил анонсував констатува поділив поділил переконував переконує "
        "роз'яснив роз'яснил"
    ),
    utter=word_set(
        "запитав запитал спитав спитал відповів відповіл відповіда вигукнув вигукнул крикнув крикнул продовжив "
        "продовжил почав закликав закликал заклика зітхнув перебив скандував кричал кричав пожартував жартує посміхнув "
        "усміха сміється обурив обурил обурю згадує згадав згадал погодив погодил дивує здивував кинув кинул гукнув"
    ),
    call=word_set("назвав назвал назива охарактеризу охрестив охрестил"),
    accuse=word_set("звинуватив звинуватил звинувачу"),
    judge=word_set("звинуватив звинуватил засудив засудил розкритику подякував пообіцяв"),
    sources=("за словами", "за даними", "на думку", "згідно з", "за інформацією", "за оцінками", "за оцінкою"),
    that=word_set("що ніби буцімто"),
    he=word_set("він його"),
    she=word_set("вона її"),
    it=word_set("воно"),
    they=word_set("вони їх їхній"),
    i=word_set("я ми"),
    roles=word_set(
        "директор голов начальник депутат міністр прем'єр президент юрист адвокат судд прокурор еколог експерт речник "
        "речниц лікар мер губернатор заступник аналітик аналітикин історик економіст секретар командир жител мешкан "
        "водій пенсіонер вчител свідок мати батько"
    ),
    bodies=word_set(
        "міністерств відомств компані завод суд мері адміністраці уряд парті комітет комісі рад агентств фонд служб "
        "поліці мзс мвс дснс посольств управлінн лікарн університет департамент прес-служб"
    ),
    papers=word_set("заяв повідомленн лист рішенн звіт документ допис пост"),
    boards=word_set("плакат банер напис гасло"),
    naming=word_set("проєкт проект фірм завод кафе слов слово термін фільм книг вистав роман операці порт фонд газет"),
)

SERBIAN = Lexicon(
    say=word_set(
        "rekao rekla rekli kazao kazala kazali kaže kažu kaza izjavi izjavljuje dodao dodala dodali dodaje istakao "
        "istakla istakli ističe naveo navela naveli navodi naglasi naglašava poručio poručila poručili poručuje tvrdi "
        "tvrdili saopšti saopštava objasni objašnjava upozori upozorava priznao priznala priznaje podsetio podsetila "
        "podseća obećao obećala potvrdi potvrđuje napisao napisala piše pišu negira demantov smatra ocenio ocenila "
        "ocenjuje poziva pojasni ukazao ukazala ukazuje prenosi ispričao ispričala rekavši govori govorio govorila "
        "veli priča pričala pričao preneo prenela najavi najavljuje precizira primeti primećuje konstatova pohvali "
        "žali napominje napomenuo napomenula procenjuje procenio objavio objavila reče demantuje izneo iznela uverava"
    ),
    utter=word_set(
        "upitao upitala pita odgovorio odgovorila odgovara uzviknu povika viče nastavi nastavlja zaključi zaključuje "
        "ispisao ispisala uzvrati šapnu prekinuo prekinula dobaci poruči našali šali smeje nasmeja seća priseti "
        "pozvao pozvala apelova složi ljuti uzdah nadoveza glasi pisalo piše čita stoji"
    ),
    call=word_set("nazvao nazvala nazvali naziva opisao opisala opisuje"),
    accuse=word_set("optužio optužila optužili optužuje"),
    judge=word_set("optužio optužila osudio osudila kritikova pohvali najavio obećao"),
    sources=("prema rečima", "prema navodima", "po rečima", "prema", "po mišljenju", "kako navodi"),
    that=word_set("da kako"),
    he=word_set("on njegov njegovim"),
    she=word_set("ona njen njenim"),
    it=word_set("ono"),
    they=word_set("oni one njihov"),
    i=word_set("ja mi"),
    roles=word_set(
        "direktor ministar ministark predsednik predsednic premijer poslanik poslanic odbornik odbornic gradonačelni "
        "načelnik advokat sudija tužilac portparol glasnogovorni poverenik vođa vozač profesor lekar stručnjak "
        "analitičar svedok vladika episkop general ambasador sekretar radnik meštan stanovnik penzioner otac majk"
    ),
    bodies=word_set(
        "ministarstv uprav vlad kompanij firm policij sud tužilaštv strank odbor komisij agencij fond fabrik opštin "
        "skupštin vojsk ambasad univerzitet bolnic sindikat udruženj"
    ),
    papers=word_set("saopštenj pism izveštaj dokument odluk objav"),
    boards=word_set("transparent natpis plakat parol tabl"),
    naming=word_set("projekat reč termin film knjig pivo lokal brod operacij pod direktor firm fabrik"),
)

POLISH = Lexicon(
    say=word_set(
        "mówi mówił powiedział powiedzia dodał doda dodaje zaznaczy zaznacza podkreśli podkreśla stwierdzi stwierdza "
        "twierdzi twierdził zapewni zapewnia oświadczy oświadcza poinformow informuje ostrzeg ostrzega przyznał "
        "przyznaje wyjaśni wyjaśnia tłumaczy przypomnia przypomina napisał pisze zaprzeczy zaprzecza potwierdzi "
        "potwierdza obieca obiecuje przekonuj przekonywa alarmuj ocenia ocenił komentuj skomentow zauważy zauważa "
        "ogłosi czytamy relacjonuj wskaza wskazuje uważa argumentow opowiada opowiedzia zapowiedzi zapowiada "
        "zapowiedzia deklaruj zadeklarow podaje podał informowa przekaza przekazuje powiada mówią twierdzą donosi "
        "doprecyzow uściśl narzeka skarży utrzymuje utrzymywa precyzuje zauwazy raportuje sugeruje zasugerow wyzna "
        "przyzna"
    ),
    utter=word_set(
        "zapytał zapyta pyta spytał odpowiedzia odpowiada odparł krzykn krzycza krzyczy woła zawoła kontynuow "
        "kontynuuj zacz westchn przerwał dorzuci żartuj zażartow apeluj zaapelow ripostow śmieje zaśmia uśmiech "
        "wspomina wspomnia dziwi oburza oburzy zgadza zgodzi rzuci rzuca brzmi wtrąci"
    ),
    call=word_set("nazwał nazwa nazywa określi określa"),
    accuse=word_set("oskarżył oskarży oskarża zarzuci zarzuca"),
    judge=word_set("oskarżył oskarży skrytykow potępi zarzuci pochwali"),
    sources=("według", "zdaniem", "w opinii", "jak podaje", "wedle", "w ocenie"),
    that=word_set("że iż jakoby"),
    he=word_set("on jego"),
    she=word_set("ona jej"),
    it=word_set("ono"),
    they=word_set("oni one ich"),
    i=word_set("ja my"),
    roles=word_set(
        "rzecznicz rzecznik minist premier prezydent prezes dyrektor burmistrz wójt poseł posłank senator lekarz "
        "aktywist leśnicz rektor profesor prof dr ekspert hydrobiolog adwokat sędzia prokurator świadek przewodnicząc "
        "szef szefow komendant generał historyk ekonomist analityk mieszkaniec mieszkank rolnik nauczyciel"
    ),
    bodies=word_set(
        "ministerstw resort rząd firm spółk policj sąd prokuratur parti komisj agencj fundacj inspektorat urząd rad "
        "szpital uniwersytet straż wojsk ambasad sztab związek"
    ),
    papers=word_set("list listu liście oświadczeni komunika raport dokument wpis uzasadnieni"),
    boards=word_set("transparent napis plakat tablic hasł"),
    naming=word_set("program słow słowo termin film książ powieść operacj projekt statek pod tytuł"),
)

BULGARIAN = Lexicon(
    say=word_set(
        "каза казаха казва казват заяви заявява добави добавя отбеляза отбелязва подчерта подчертава посочи посочва "
        "обясни обяснява твърди твърдят предупреди предупреждава призна признава увери уверява припомни припомня "
        "разказа разказва настоя настоява написа пише потвърди потвърждава обеща обещава отрече отрича съобщи "
        "съобщава коментира смята изтъкна изтъква възрази възразява заявиха съобщиха казаха информира обяви обявява "
        "допълни допълва поясни пояснява уточни уточнява категоричн оплака оплаква споделя сподели предположи призна "
        "докладва изрази говори говорят констатира заключи изказа"
    ),
    utter=word_set(
        "попита пита отговори отговаря отвърна извика вика продължи продължава започна прошепна прекъсна обърна "
        "въздъхна призова пошегува скандира гласи брои призовава шегува смее засмя усмихна спомня съгласи възмути "
        "чуди учуди подхвърли прочете"
    ),
    call=word_set("нарече наричат нарича нарекоха определи описа"),
    accuse=word_set("обвини обвинява обвиниха"),
    judge=word_set("обвини обвинява осъди разкритикува похвали"),
    sources=("според", "по думите на", "по данни на", "по мнението на", "по информация на"),
    that=word_set("че"),
    he=word_set("той му"),
    she=word_set("тя ѝ"),
    it=word_set("то"),
    they=word_set("те им"),
    i=word_set("аз ние"),
    roles=word_set(
        "министър премиер президент депутат кмет заместник-кмет управител директор адвокат прокурор съди съдия "
        "председател пенсионер режисьор продуцент говорител лекар учител инж експерт анализатор генерал посланик "
        "секретар шеф баща майка свидетел"
    ),
    bodies=word_set(
        "министерств кметств съд прокуратур парти комиси агенци фонд дружеств компани правителств полици община завод "
        "болниц университет посолств служб"
    ),
    papers=word_set("съобщени писм решени доклад документ позици пост"),
    boards=word_set("плакат надпис транспарант лозунг"),
    naming=word_set("проект дума думата термин филм книга операция фирма агенци под кораб казва"),
)

LEXICONS = {
    "en": ENGLISH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "sr": SERBIAN,
    "hr": SERBIAN,
    "bs": SERBIAN,
    "pl": POLISH,
    "bg": BULGARIAN,
}

TO_LATIN = str.maketrans(
    dict(zip("абвгдђежзијклмнопрстћуфхцчшѓќ", "abvgdđežzijklmnoprstćufhcčšgk", strict=True))
    | {"љ": "lj", "њ": "nj", "џ": "dž"}
)
