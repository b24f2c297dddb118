import { fold } from "../text.ts";
import { declineName } from "./decline.ts";

const english = `aaron abigail adam adrian agnes aidan alan albert alexander alexandra alfie alfred alice alicia alison allison amanda amber amelia amy andrea andrew
  angela anita annabel anne annie anthony antonia archie arthur ashley audrey austin barbara barry beatrice becky ben benjamin bernard beth bethany
  betty beverley blake bonnie bradley brandon brenda brian bridget bruce bryan caitlin callum cameron carl carla caroline catherine cecilia charles
  charlie charlotte chelsea cheryl chloe chris christina christine christopher cindy clara clare claire clive colin connor corey courtney craig curtis
  cynthia daisy damian daniel danielle darren daphne dave david deborah debbie declan denise dennis derek diana diane dominic donald donna doris
  dorothy douglas duncan dylan edith edmund edward edwin eileen elaine eleanor eliza elizabeth ella ellen ellie elliot emily emma eric erica erin
  ernest ethan eugene eva evan evelyn fiona florence frances francesca francis fred freddie frederick gabriel gareth gary gavin gemma geoffrey george
  georgia gerald geraldine gillian gina glenn gloria gordon graham greg gregory gwen hannah harold harriet harry harvey hayley hazel heather hector
  helen helena henry herbert howard hugh hugo ian imogen irene isaac isabel isabella isla jacob jackie jacqueline jake james jamie jane janet janice
  jasmine jason jeff jeffrey jenna jennifer jenny jeremy jerome jerry jesse jessica jill jim joan joanna joanne jodie joel john johnny jonathan jordan
  joseph josephine josh joshua joyce judith judy julia julian julie june justin karen karl kate katherine kathleen kathryn katie kayla keith kelly
  kelvin ken kenneth kerry kevin kieran kimberly kirsty kyle lara larry laura lauren lawrence leah leanne lee leo leon leonard leslie lewis liam
  lillian linda lindsay lionel lisa liz lloyd logan lorraine louis louise lucas lucy luke lydia lynn mabel madeleine madison maggie malcolm marcus
  margaret maria marian marie marilyn marion marjorie marlene marsha martha martin marvin mary mason matilda matt matthew maureen max maya megan
  melanie melinda melissa meredith michael michaela michelle mick mike mildred miles millie miranda miriam mitchell mohammed molly monica morgan
  muriel naomi natalie natasha nathan neil nicholas nick nicola nicole nigel nina noah noel nora norman oliver olivia oscar owen pamela patricia
  patrick paul paula pauline penelope peter phil philip phoebe phyllis priya rachel ralph ramona raymond rebecca reggie rhys richard ricky robert
  roberta robin rodney roger roland ronald rory rosalind rosemary rosie ross roy rupert russell ruth ryan sabrina sally samantha samuel sandra sara
  sarah scott sean sebastian shane shannon sharon shaun sheila shirley sidney silvia simon simone siobhan sophia sophie spencer stacey stanley stella
  stephanie stephen steve steven stewart stuart susan susanna suzanne sylvia tamara tara terence teresa terry thelma theodore theresa thomas tiffany
  tim timothy tina toby todd tom tommy tony tracey tracy travis trevor tristan tyler valerie vanessa vera vernon veronica vicky victoria vincent
  virginia vivian vivienne walter wanda warren wendy wesley wilfred william winifred yolanda yvette yvonne zachary zara zoe ahmed aisha ali amir anil
  anjali deepak fatima hassan ibrahim imran juan carlos diego fernando miguel pedro pablo kwame mehdi nikhil omar pooja rahul raj ravi sanjay sunita
  vikram yusuf`;

const turkish = `abdullah adem adnan ahmet ajda alev ali alper alperen altan anıl arif arzu asım aslı asuman atakan atilla ayça ayda ayfer aygül ayhan aykut ayla
  aylin aynur aysel aysun ayşe ayşegül ayşen ayşenur ayten aytaç azra banu başak batuhan bayram begüm behiye bekir belgin belma berat beren berfin
  beril berk berkan berkay berna berrin beste betül beyza bilal bilge binnur birgül birol birsen buğra buket burak burcu burçin burhan buse büşra
  bülent canan candan caner cansu cavit celal cem cemal cemil cemile cengiz ceren ceyda ceylan cihan cihat cüneyt çağatay çağla çağlar çağrı çetin
  çiğdem damla defne demet derin dilara dilek didem doruk dursun duygu ebru eda elçin elif elvan emel emin emine emir emrah emre ender enes engin
  ercan erdal erdem erdoğan eren ergin ergün erhan erkan erman erol ersin ertan ertuğrul esin esma esra ezgi fadime fahri faruk fatih fatma fazıl
  feray ferhat feride feridun ferit fevzi feyza figen fikret filiz fuat funda furkan gaye gamze gizem gonca gökçe gökhan gökmen gözde gülay gülben
  gülcan gülçin gülden güler gülhan gülnur gülseren gülsüm gülşah gülşen gülten günay gürkan güven hacer hakan hakkı haldun halide halil halime halit
  haluk hamdi hamza handan hande harun hasan hatice havva hayati hayriye haydar hazal helin hikmet hilal hilmi hülya hüseyin hüsnü ışıl ibrahim idil
  ilayda ilhan ilkay ilker ilknur ilyas irem irfan ismail ismet izzet kaan kadir kadriye kamil kayhan kazım kemal kenan kerem kerim koray korhan
  kubilay kübra kürşat lale latif lerzan levent leyla lütfi mahir mahmut makbule mehmet mehtap melahat melek melih melike melis melisa meltem memduh
  meral merih mert merve meryem mesut metin mine muammer muazzez mualla muhammed muhammet muharrem muhsin mukaddes murat musa mustafa muzaffer mücahit
  müge müjde müjgan münevver müslüm müzeyyen naci nadir nagihan nail nalan namık naz nazan nazım nazife nazlı nazmi necati necla necmi nebahat nermin
  neslihan nesrin neşe nevin nevzat nezihe nihal nihan nihat nil nilay nilgün nilüfer nimet nisa nuran nuray nurcan nurdan nurgül nurhan nuri nursel
  nurten oğulcan oğuz oğuzhan okan okay oktay olcay onur orçun orhan osman ozan ömer önder öykü özcan özden özge özgür özkan özlem öznur pakize pelin
  perihan pervin petek poyraz rabia rahmi ramazan rana rasim recep refik reha remzi reyhan rezzan rıdvan rıfat rıza ruhi rukiye sabri sadık saim salih
  salim sami saniye sanem sebahat seda sedat sedef sefa sefer selahattin selami selçuk selda selen selim selin selma semih semra sena senem serap
  seray sercan serdar serhat serkan sermin serpil sertaç sevda sevgi sevil sevilay sevim sevinç seyfi seyhan sezen sezer sezgin sıla sibel simge sinan
  sinem solmaz soner songül suat sude suna süheyla süleyman sümeyye süreyya şaban şafak şahin şebnem şenay şener şengül şenol şerife şeyma şükran
  şükrü şule tahir tahsin talat tamer taner tansu tarık tarkan tayfun taylan tekin temel tevfik tijen timur tolga tolgahan tufan tuğba tuğçe tuğrul
  tuna tunç tuncay tuncer turan turgay turgut turhan tülay tülin türkan ufuk uğur umay umut utku ülkü ümit ümmühan vahit vasfi vedat vehbi veli veysel
  vildan volkan yakup yalçın yaren yasemin yasin yaşar yavuz yelda yeliz yeşim yıldıray yıldız yılmaz yiğit yunus yusuf zafer zehra zekeriya zeki
  zeliha zerrin zeynep ziya zuhal züleyha`;

const finnish = `aapo aaro aarne aaron aatos aatu ahti aila aili aino aki akseli aku aleksanteri aleksi aliisa allan alma alpo altti amanda anders anette anita
  anitta anja anna anne anneli anni anniina annika annikki annukka ansa anssi anton antti antero anu ari armi arja arto arttu artturi arvi arvo asko
  asta atte aukusti aulikki auli aulis aune auvo axel beata birgitta christian daniel eelis eemeli eemil eero eeli eerik eerika eerikki eetu eeva eevi
  eija eila eina einari eino elias elina elisa elisabet ella elli ellen elmeri elsa elsi elvi emilia emmi emma enna ensio erik erika erja erkki erno
  esa essi esko esteri eveliina fanni frans hannaleena hanna hannele hannes hannu harri heidi heikki helena helka helinä helvi henna henri henrik
  henriikka hely hilja hilkka hillevi hilla hilma hugo ida iida iina iiris iivari iiro ilari ilkka ilmari ilona ilpo ilta inari inka inkeri irene iris
  irja irma irmeli isko ismo isto jaakko jaana jalmari jami jan jani janika janina janita janne jari jarkko jarmo jarno jasmin jenna jenni jere
  jeremias jesse joakim joel johanna johannes joni joona joonas jorma jouko jouni juha juhana juhani juho jukka julia julius juri jussi justus juuso
  juulia jyri jyrki kaarina kaarlo kai kaija kaisa kaisu kalervo kalevi kalle kari karita karoliina kasper kasperi katariina kati katja katri katriina
  kauko keijo keimo kerttu kerttuli kimmo kim kirsi kirsti kristian kristiina kullervo kustaa kyllikki kyösti lari lassi laura lauri leea leena leevi
  leila lempi lenni leo liina liisa lilja linda linnea loviisa lotta luka lukas lyyli maaret maaria maarit maija maiju maikki mailis maini maire maisa
  malla manu marja marjaana marjatta marjo marjut marianna marianne marika marita maritta marjukka marko markku markus marleena martta martti matias
  matilda matleena matti maunu mauno mauri max meeri mervi merja mette mia mika mikael mikaela mikko mila milja milla mimmi mindi minea minja minna
  mira mirja mirjam mirka mirkka mirva misa miro miska mona monika moona niina niila niilo niko niklas nina noa noel noora nuppu oili olavi olga
  oliver olivia olli onerva orvokki oskari osmo ossi otso otto outi paavo paula pauli pauliina pekka pekko pentti pertti perttu petja petra petri
  petteri piia pinja pirita pirjo pirkko päivi päivikki päivö pyry raakel ragni raija raili raimo raino rasmus raul rauni rauno reetta reijo reino
  riikka riina riitta risto ritva robert robin roope roosa ronja rosa roni ruut saara saana sabina saija saila saima saimi saini saku salla salli
  salme salomo sami samu samuel samuli sanelma sani sanna sanni santeri santtu sari sarita satu sauli saul seela seija selma senja seppo severi signe
  siiri siiru silja silvia simo sini sinikka sirkka sirpa sisko sofia sohvi soila soili soini sointu sonja stella stina sulevi susanna sylvi taija
  taina taisto tanja tapani tapio taru tarja tarmo tatu tauno teemu teija tellervo teppo terhi tero tertta terttu tessa tiia tiina timi timo tiiu
  tinja tomi tommi toni topi topias torsti tuija tuire tuomas tuomo tuukka tuula tuuli tuulia tuulikki tytti tyyne ulla ulpu unto urho urpo uolevi
  vappu valdemar valtteri vanessa veera veijo veikko veli verna venla vesa viivi vihtori viktor ville vilho vilhelmiina vili viljami viljo vilja vilma
  virpi visa vuokko väinö yrjö äijö`;

const polish = `ada adam adela adrian adrianna agata agnieszka alan albert aldona aleksander aleksandra aleksy alfred alicja alina amelia anastazja anatol andrzej
  aneta angelika aniela anita anna antoni antonina apolonia arkadiusz arleta artur aurelia barbara bartłomiej bartosz beata benedykt bernadeta bernard
  błażej bogdan bogumił bogumiła bogusław bogusława bolesław bożena borys bronisław bronisława bruno cecylia celina cezary cyprian czesław czesława
  dagmara damian daniel danuta daria dariusz dawid dominik dominika dorota edmund edward edyta elwira eliza elżbieta emil emilia ernest eryk eugenia
  eugeniusz eustachy ewa ewelina fabian felicja feliks ferdynand filip franciszek franciszka fryderyk gabriel gabriela genowefa gerard grażyna
  grzegorz gustaw halina hanna helena henryk henryka hubert ignacy iga igor ilona irena ireneusz irmina iwo iwona iwonka izabela jacek jadwiga jakub
  jan janina janusz jarosław jerzy joanna jolanta jowita józef józefa julia julian julianna juliusz justyna kacper kaja kajetan kamil kamila karina
  karol karolina kasper katarzyna kazimierz kazimiera kinga klara klaudia klaudiusz klemens konrad konstancja konstanty kornel kornelia krystian
  krystyna krzysztof ksawery ksenia lech lena leokadia leon leonard leszek lidia liliana lilianna lucjan lucyna ludmiła ludwik ludwika łucja łukasz
  maciej magda magdalena maja maksymilian małgorzata marcel marceli marcelina marcin marek maria marian marianna mariola mariusz marlena marta martyna
  maryla maryna marzanna marzena mateusz matylda maurycy melania michalina michał mieczysław mieczysława mikołaj milena milosz miłosz miron mirosław
  mirosława monika nadia natalia natasza nikodem nikola nikoletta nina norbert oktawia oktawian olaf olga oliwia oliwier oskar otylia patrycja patryk
  paulina paweł pelagia piotr przemysław radosław rafał rajmund regina remigiusz renata robert roksana roman romana romuald rozalia róża rudolf
  ryszard ryszarda sabina sandra sara sebastian seweryn sławomir sława stanisław stanisława stefan stefania sylwester sylwia szczepan szymon tadeusz
  tamara teodor teresa tobiasz tomasz tymon tymoteusz urszula wacław wacława waldemar walenty waleria wanda wawrzyniec weronika wiesław wiesława
  wiktor wiktoria wincenty wioletta wirginia witold władysław władysława włodzimierz wojciech zbigniew zdzisław zdzisława zenon zofia zuzanna zygfryd
  zygmunt żaneta żanna ania kasia asia basia gosia małgosia ola ala ela ula zosia hania krysia jadzia danka zuza madzia aga marysia gabrysia justynka
  bartek tomek piotrek krzysiek kuba grzesiek wojtek jurek zbyszek tadek staszek olek jędrek janek franek antek władek mietek romek sławek darek arek
  jarek irek przemek radek maciek adaś michałek`;

// Names that are also words a sentence may begin with, or places: only a comma before them makes sure.
const alsoWords = new Set(
  fold(`amber ashley austin barry blake bonnie brandon chelsea christian craig daisy florence georgia glenn gordon harry hazel heather iris
    jasmine jordan june kelly lee logan madison martin mason max miles morgan norman robin ross roy russell shane sidney spencer stella
    tiffany tyler victoria virginia warren alev alper banu başak bayram beste bilge candan cansu cihan damla derin dilek duygu elvan emir
    emin ender engin erdem erkan güler güven hikmet ışıl idil irem kaan lale mert meltem mine müjde nazlı neşe nimet onur öykü özgür pelin
    petek poyraz rana reyhan sefa sefer sena sevda sevgi sevinç sevil sezgin sıla simge solmaz songül şafak tarık tekin temel tuna tunç
    turan ufuk uğur umut ülkü ümit yalçın yaren yaşar yavuz yıldız yiğit zafer özge gaye sude tufan seyhan gökçe metin salim vildan dursun
    ahti aino aki auvo hely hilja hilla ilta inari kai kauko kullervo lempi lilja maini manu mona nuppu otso pyry päivi rauni ruut saini
    salli salme satu sini sisko sointu taina taisto taru tarmo topi torsti tuuli unto urho vappu veli vesa vilja visa vuokko petra sofia
    milla mimmi ada adela aldona ala ela ula aga kaja róża sława roman romana wiktoria regina lech iga olga nadia celina kuba april carol
    chance dawn dean drew eve faith frank grace grant holly hope ivy jade lily olive pat rose ruby scarlett summer violet victor will
    angel art rob ray sandy sky star bella melody joe bob dan aslan aydın bahar can deniz devrim güneş gül ipek nur pınar savaş toprak
    yağmur bulut rüzgar destan barış çınar kaya ege su eylül aamu armas ilo into jalo kaino kielo lahja lumi oiva onni pilvi rauha ruusu
    sulo suvi taimi toivo tuisku tähti unelma usko varma vieno voitto kalina jagoda malina ola zuza ella`).split(/\s+/),
);

// Vocatives that are somebody's name in another language, or a word: "Super Mario", "to danie".
const notVocatives = new Set(
  fold(`mario julio emilio antonio claudio dario fabio valerio flavio silvio sergio danie rito nino ado igo lino sale romanie
    polu karolu albo toto`).split(/\s+/),
);

const namesOf = (list: string) => list.split(/\s+/).map((name) => name.trim());

/** How surely a folded word is somebody's first name; `vocative` for Polish forms that only ever call somebody. */
export type NameKind = "name" | "alsoWord" | "vocative";

let kinds: Map<string, NameKind> | null = null;

function readKinds(): Map<string, NameKind> {
  const all = new Map<string, NameKind>();
  const raised = (name: string) => name.replace(/^\p{L}/u, (first) => first.toLocaleUpperCase("pl"));
  for (const name of namesOf(polish)) {
    const called = fold(declineName(raised(name), "vocative", "pl"));
    if (called !== fold(name) && !notVocatives.has(called)) all.set(called, "vocative");
  }
  for (const name of [english, turkish, finnish, polish].flatMap(namesOf).map(fold)) all.set(name, "name");
  for (const name of alsoWords) all.set(name, "alsoWord");
  return all;
}

/**
 * Whether a word is one of about two thousand common first names of the four languages (as it is, or in the Polish
 * vocative), and how sure that is; null when it is none of them. The list is ours, from what people are called.
 */
export function firstNameKind(word: string): NameKind | null {
  kinds ??= readKinds();
  return kinds.get(fold(word)) ?? null;
}
