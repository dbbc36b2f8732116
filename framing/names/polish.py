"""What countries, their people and their capitals are called in Polish: tables for `framing.names.nations`.

Own compilation of plain facts.

Does not: hold any logic.
"""

# Endings by case (nominative, genitive, dative, accusative, instrumental, locative); "-" is the bare stem.
_PLACES = {
    "": "- u/a owi - em ie",
    "l": "l la/lu lowi l lem lu",
    "b": "b bia biowi b biem biu",
    "d": "d du dowi d dem dzie",
    "g": "g gu/ga gowi g giem gu",
    "k": "k ku/ka kowi k kiem ku",
    "r": "r ru rowi r rem rze",
    "t": "t tu towi t tem cie",
    "ż": "ż ża żowi ż żem żu",
    "ś": "ś si si ś sią si",
    "ń": "ń nia niowi ń niem niu",
    "eń": "eń nia niowi eń niem niu",
    "ów": "ów owa owowi ów owem owie",
    "ek": "ek ku kowi ek kiem ku",
    "o": "o a u o em ie",
    "ko": "ko ka ku ko kiem ku",
    "e": "e a u e em u",
    "a": "a i i ę ą i",
    "na": "na ny nie nę ną nie",
    "wa": "wa wy wie wę wą wie",
    "ba": "ba by bie bę bą bie",
    "da": "da dy dzie dę dą dzie",
    "ta": "ta ty cie tę tą cie",
    "ra": "ra ry rze rę rą rze",
    "ka": "ka ki ce kę ką ce",
    "ga": "ga gi dze gę gą dze",
    "ca": "ca cy cy cę cą cy",
    "ny": "ny n nom ny nami nach",
    "y": "y ów om y ami ach",
    "cy": "cy iec com cy cami czech",
    "ry": "ry ier rom ry rami rzech",
    "chy": "chy ch chom chy chami szech",
    "chach": "chy ch chom chy chami chach",
    "ie": "ie ii iom ie iami iach",
    "fem": "a ej ej ą ą ej",
    "k-fem": "ka kiej kiej ką ką kiej",
    "plural": "e ych ym e ymi ych",
    "k-plural": "kie kich kim kie kimi kich",
    "ki": "ki kiego kiemu ki kim kim",
}
# The last two are the first half of a compound ("polsko-") and the adverb ("po polsku").
_ADJECTIVES = {"ki": "ki kiego kiemu kim ka kiej ką kie cy kich kimi ko ku"}
# One man or woman, then several.
_PEOPLE = {
    "i": "- a owi em ie i ów om ami ach",
    "owie": "- a owi em u owie ów om ami ach",
    "ł": "ł ła łowi łem le łowie łów łom łami łach",
    "ie": "- a owi em ie owie ów om ami ach",
    "in": "in ina inowi inem inie ie - om ami ach",
    "iec": "iec ca cowi cem cu cy ców com cami cach",
    "niec": "niec ńca ńcowi ńcem ńcu ńcy ńców ńcom ńcami ńcach",
    "kanin": "kanin kanina kaninowi kaninem kaninie kanie kanów kanom kanami kanach",
    "rzec": "rzec rca rcowi rcem rcu rcy rców rcom rcami rcach",
    "k": "k ka kowi kiem ku cy ków kom kami kach",
    "ek": "ek ka kowi kiem ku cy ków kom kami kach",
    "g": "g ga gowi giem gu dzy gowie gów gom gami gach",
    "t": "t ta towi tem cie ci tów tom tami tach",
    "d": "d da dowi dem dzie dzi dowie dów dom dami dach",
    "r": "r ra rowi rem rze rzy rów rom rami rach",
    "ier": "ier ra rowi rem rze rzy rów rom rami rach",
    "der": "der dra drowi drem drze drzy drów drom drami drach",
    "sz": "sz sza szowi szem szu sze szów szom szami szach",
    "ch": "ch cha chowi chem chu si chów chom chami chach",
    "ka": "ka ki ce kę ką ek kom kami kach",
}
ENDINGS = {"country": _PLACES, "adjective": _ADJECTIVES, "people": _PEOPLE, "capital": _PLACES}
# Nation, country, adjective, people, capital; "-" where there is no word of its own, or only one of other meaning.
TABLE = """
russia rosj+a/federacj+a_rosyjs+k-fem rosyjs+ki/rus+ki rosjan+in/rosjan+ka mosk+wa
ukraine ukrai+na ukraińs+ki ukrai+niec/ukrain+ka kij+ów
belarus białoru+ś białorus+ki białorusin+i/białorusin+ka mińs+k
poland pols+ka/rzeczpospolita_polska/rzeczypospolitej_polskiej/rzeczpospolitą_polską pols+ki pola+k/pol+ka warsza+wa
bulgaria bułgari+a bułgars+ki bułga+r/bułgar+ka sofi+a
serbia serbi+a serbs+ki serb+ie/serb+ka belgra+d
albania albani+a albańs+ki albańczy+k/alban+ka tira+na
austria austri+a austriac+ki austria+k/austriacz+ka wied+eń
belgium belgi+a belgijs+ki bel+g/belgij+ka bruksel+a
bosnia bośni+a/bośni+a_i_hercegowi+na bośniac+ki bośnia+k sarajew+o
britain brytani+a/wielk+a_brytani+a/zjednoczone_królestwo/zjednoczonego_królestwa/zjednoczonym_królestwie - - londyn+
britain - brytyjs+ki brytyjczy+k/brytyj+ka -
england angli+a angiels+ki angli+k/angiel+ka -
scotland szkocj+a szkoc+ki szko+t/szkot+ka edynbur+g
wales wali+a walijs+ki walijczy+k cardiff
croatia chorwacj+a chorwac+ki chorwa+t/chorwat+ka zagrze+b
cyprus cyp+r cypryjs+ki cypryjczy+k nikozj+a
czechia cze+chach czes+ki cze+ch/czesz+ka pra+ga
denmark dani+a duńs+ki duńczy+k kopenha+ga
estonia estoni+a estońs+ki estończy+k/eston+ka tallin+/tallinn+
finland finlandi+a fińs+ki fin+ie helsinki/helsinkach/helsinek
france francj+a francus+ki francuz+i/francuz+ka pary+ż
germany niem+cy/rfn niemiec+ki niem+iec/niem+ka berlin+
greece grecj+a grec+ki gre+k/greczyn+ka ate+ny
hungary węg+ry węgiers+ki węg+ier budapesz+t
iceland islandi+a islandz+ki islandczy+k/island+ka rejkiawi+k/reykjavi+k
ireland irlandi+a irlandz+ki irlandczy+k/irland+ka dublin+
italy wło+chy/itali+a włos+ki wło+ch/włosz+ka rzym+
kosovo kosow+o kosows+ki/kosowars+ki kosowian+in/kosowa+r priszti+na
latvia łot+wa łotews+ki łoty+sz/łotysz+ka ry+ga
lithuania lit+wa litews+ki litwin+i/litwin+ka wiln+o
luxembourg luksembur+g luksemburs+ki luksemburczy+k -
macedonia macedoni+a/macedoni+a_północn+fem macedońs+ki/północnomacedońs+ki macedończy+k/macedon+ka skopje
malta mal+ta maltańs+ki maltańczy+k -
moldova mołdawi+a mołdaws+ki mołdawian+in/mołdawian+ka kiszyni+ów
montenegro czarnogó+ra czarnogórs+ki czarnogó+rzec podgori+ca
netherlands holandi+a/niderland+y holenders+ki/niderlandz+ki holen+der amsterdam+
norway norwegi+a norwes+ki norwe+g/norweż+ka oslo
portugal portugali+a portugals+ki portugalczy+k/portugal+ka lizbo+na
romania rumuni+a rumuńs+ki rumun+i/rumun+ka bukaresz+t
slovakia słowacj+a słowac+ki słowa+k/słowacz+ka bratysła+wa
slovenia słoweni+a słoweńs+ki słowe+niec/słowen+ka lublan+a
spain hiszpani+a hiszpańs+ki hiszpan+i/hiszpan+ka madry+t
sweden szwecj+a szwedz+ki szwe+d sztokholm+
switzerland szwajcari+a szwajcars+ki szwajca+r -
transnistria naddniestrz+e naddniestrzańs+ki - tiraspo+l
georgia gruzj+a gruzińs+ki gruzin+i/gruzin+ka tbilisi
armenia armeni+a ormiańs+ki/armeńs+ki ormian+in/ormian+ka erywa+ń
azerbaijan azerbejdżan+ azerbejdżańs+ki/azers+ki azer+owie/azerbejdżan+in baku
kazakhstan kazachstan+ kazachs+ki/kazachstańs+ki kazach+owie/kazasz+ka asta+na
kyrgyzstan kirgistan+/kirgizj+a kirgis+ki kirgiz+i biszke+k
tajikistan tadżykistan+ tadżyc+ki tadży+k duszanbe
turkmenistan turkmenistan+ turkmeńs+ki turkmen+i aszchaba+d
uzbekistan uzbekistan+ uzbec+ki uzbe+k/uzbek+owie taszken+t
america usa/amery+ka/stan+y/stan+y_zjednoczon+plural/stan+y_zjednoczon+plural_ameryki - - waszyngton+
america - amerykańs+ki amery+kanin/amerykan+ka -
canada kana+da kanadyjs+ki kanadyjczy+k ottaw+a
mexico meksy+k meksykańs+ki meksy+kanin/meksykan+ka -
cuba ku+ba kubańs+ki kubańczy+k/kuban+ka hawa+na
venezuela wenezuel+a wenezuels+ki wenezuelczy+k caracas
brazil brazyli+a brazylijs+ki brazylijczy+k/brazylij+ka -
argentina argenty+na argentyńs+ki argentyńczy+k/argentyn+ka buenos_aires
chile chile chilijs+ki chilijczy+k -
colombia kolumbi+a kolumbijs+ki kolumbijczy+k bogo+ta
australia australi+a australijs+ki australijczy+k/australij+ka canber+ra
new_zealand now+fem_zelandi+a nowozelandz+ki nowozelandczy+k wellington+
turkey turcj+a turec+ki tur+ek/turczyn+ka anka+ra
china chi+ny/chrl chińs+ki chińczy+k/chin+ka pekin+
japan japoni+a japońs+ki japończy+k tokio
india ind+ie indyjs+ki hindus+i nowe_delhi/delhi
pakistan pakistan+ pakistańs+ki pakistańczy+k islamaba+d
afghanistan afganistan+ afgańs+ki/afganistańs+ki afgańczy+k/afgan+ie kabu+l
iran iran+ irańs+ki irańczy+k/iran+ka teheran+
iraq ira+k irac+ki irakijczy+k bagda+d
israel izrae+l izraels+ki izraelczy+k/izrael+ka tel_awiw+/tel-awiw+
palestine palesty+na palestyńs+ki palestyńczy+k/palestyn+ka ramalla
syria syri+a syryjs+ki syryjczy+k/syryj+ka damasz+ek
lebanon liban+ libańs+ki libańczy+k bejru+t
jordan jordani+a jordańs+ki jordańczy+k amman+
egypt egip+t egips+ki egipcjan+in/egipcjan+ka kai+r
libya libi+a libijs+ki libijczy+k trypolis+
yemen jemen+ jemeńs+ki jemeńczy+k -
saudi_arabia arabi+a_saudyjs+k-fem saudyjs+ki saudyjczy+k rija+d
united_arab_emirates zea/emirat+y/zjednoczon+plural_emirat+y_arabs+k-plural emirac+ki - abu_zabi
qatar kata+r katars+ki katarczy+k -
kuwait kuwej+t kuwejc+ki kuwejtczy+k -
algeria algieri+a algiers+ki algierczy+k -
morocco maro+ko marokańs+ki marokańczy+k raba+t
tunisia tunezj+a tunezyjs+ki tunezyjczy+k -
sudan sudan+ sudańs+ki sudańczy+k chartum+
ethiopia etiopi+a etiops+ki etiopczy+k addis_abeb+a
nigeria nigeri+a nigeryjs+ki nigeryjczy+k abudż+a
south_africa rpa/republi+ka_południowej_afryki południowoafrykańs+ki - pretori+a
north_korea kore+a_północn+fem/krld północnokoreańs+ki - pjongjan+g
south_korea kore+a_południow+fem/kore+a południowokoreańs+ki/koreańs+ki koreańczy+k/korean+ka seu+l
mongolia mongoli+a mongols+ki mongo+ł -
vietnam wietnam+ wietnams+ki wietnamczy+k/wietnam+ka hanoi/hanoju
thailand tajlandi+a tajlandz+ki tajlandczy+k bangko+k
taiwan tajwan+ tajwańs+ki tajwańczy+k tajpej
indonesia indonezj+a indonezyjs+ki indonezyjczy+k dżakar+ta
soviet_union zsrr/zsrs/związ+ek_radziec+ki/związ+ek_sowiec+ki radziec+ki/sowiec+ki - -
yugoslavia jugosławi+a jugosłowiańs+ki jugosłowian+in -
"""
# Ordinary words when small, in this language, a sister or English: chin, indie, dishes, states, sticks, catarrh,
# fin, polka, threshold, cube, mushrooms, Serbian for fine, malty, discount, tyrant, a Finnish city.
ORDINARY = """
baku chile chin dania fin fina finach finami finem finie finom finowi finu finów indie indii katar katarem kataru
katarze kijów kuba kubie kuby malty polce polek polka polkach polkami polki polkom polką polkę praga rabacie rabat
rabata rabatem rabatu rydze ryga rygi stanach stanami stanom stany stanów tirana tiranie tirany tiraną tiranę turku
usa
"""
