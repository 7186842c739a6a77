package pdf

import (
	"os"
	"testing"

	"probata/dossier/document"
)

func loadFonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := LoadFonts(os.DirFS("../assets/fonts"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// words are the running words of the sample in one language. The case is
// invented: person, party, dates and opinion.
type words struct {
	lang, title, subtitle, date, mark, draft, running string
	to                                                []string
	back                                              document.Words
	heads                                             [6]string
	body                                              [5]string
	noteA, noteB                                      string
	q1, q2, q3, empty, yes                            string
	long                                              string
	caption                                           string
	cols                                              [4]string
	small, warning, quote, quoteTr, speaker           string
	sign                                              [2]string
	see                                               string
}

var english = words{
	lang: "en", title: "Submission to the Working Group on Arbitrary Detention", subtitle: "Regular procedure: the case of Aidar Primerov",
	date: "4 May 2020", mark: "CONFIDENTIAL: not for publication", draft: "DRAFT: 3 problems must be mended before sending",
	running: "WGAD questionnaire · EXAMPLE-1",
	to:      []string{"Working Group on Arbitrary Detention", "Office of the High Commissioner for Human Rights", "8–14 avenue de la Paix, 1211 Geneva 10", "hrc-wg-ad@un.org"},
	back:    document.Words{Contents: "Contents", PageOf: "Page %d of %d", Note: "Note", Original: "Original", Translat: "Translation"},
	heads:   [6]string{"Identity", "Arrest and detention", "Circumstances of the arrest", "What was said at the press conference, and by whom it was reported", "Legal assessment", "Chronology"},
	body: [5]string{
		"The source submits the following facts. At the end of last week Aidar Primerov, a civil activist, was detained as he left work on a charge of disseminating knowingly false information; the court authorised his arrest for two months.",
		"Four addresses linked to him were searched, his parents’ house among them. About thirty officers took part, with a special rapid response unit; a man at the door said that he was delivering pizza, and the father opened. Both parents were tied up and the mother was beaten before an investigator gave the order to stop.",
		"The detention falls within categories I, II and III of the methods of work: it has no sufficient legal basis, it answers the exercise of the freedom of expression, and the proceedings did not meet the minimum of a fair hearing.",
		"Under article 9 of the Covenant everyone has the right to liberty and security of person. The authorities argued only that at liberty he could create a “protest mood in society”; this is not one of the grounds that the Covenant allows.",
		"The parties took no further steps, since the measure was executed at once",
	},
	noteA: "Example media, report on the press conference, spring 2020, paragraph 3.", noteB: "Human Rights Committee, general comment No. 35 (2014), CCPR/C/GC/35, paragraphs 11–12 and 38; the same reasoning is found in an invented opinion No. 0/2099, paragraphs 97–99, and in the practice that the Group has followed since its deliberation No. 9.",
	q1: "Family name", q2: "Profession or activity, if it is believed to be linked to the arrest", q3: "Describe the circumstances of the arrest", empty: "not stated", yes: "Primerov (Примеров)",
	long:    "He published posts on social networks with negative information about the Example party and called on the government to resign.",
	caption: "Events in the order in which they are reported", cols: [4]string{"No.", "When", "What happened", "SHA-256"},
	small: "All statements are given as the source reported them. Where the report is silent the field stays empty.", warning: "The consent of the alleged victim is not on record. It must be obtained before this submission is sent.",
	quote: "Parents were tied up. Our mother was beaten. We are not terrorists or extremists", quoteTr: "Родителей связали. Нашу мать избили. Мы не террористы и не экстремисты",
	speaker: "Dos Primerov, brother, at the press conference", sign: [2]string{"Place and date", "Signature of the author"}, see: "see paragraph ",
}

var russian = words{
	lang: "ru", title: "Обращение в Рабочую группу по произвольным задержаниям", subtitle: "Обычная процедура: дело Айдара Примерова",
	date: "4 мая 2020 года", mark: "КОНФИДЕНЦИАЛЬНО: не для опубликования", draft: "ЧЕРНОВИК: перед отправкой устранить 3 замечания",
	running: "Вопросник РГПЗ · EXAMPLE-1",
	to:      []string{"Рабочая группа по произвольным задержаниям", "Управление Верховного комиссара по правам человека", "8–14 avenue de la Paix, 1211 Geneva 10", "hrc-wg-ad@un.org"},
	back:    document.Words{Contents: "Содержание", PageOf: "Страница %d из %d", Note: "Сноска", Original: "Оригинал", Translat: "Перевод"},
	heads:   [6]string{"Сведения о лице", "Арест и содержание под стражей", "Обстоятельства ареста", "Что было сказано на пресс-конференции и кем это было передано", "Правовая оценка", "Хронология"},
	body: [5]string{
		"Источник сообщает о следующих фактах. В конце прошлой недели гражданский активист Айдар Примеров был задержан при выходе с работы по обвинению в распространении заведомо ложной информации; суд санкционировал его арест на два месяца.",
		"По четырём адресам, связанным с ним, прошли обыски, в том числе в доме его родителей. В обыске участвовали около тридцати сотрудников и специальный отряд быстрого реагирования; человек у двери сказал, что доставил пиццу, и отец открыл. Обоих родителей связали, мать избили, и только после этого следователь приказал прекратить насилие.",
		"Задержание подпадает под категории I, II и III методов работы: у него нет достаточного правового основания, оно является ответом на осуществление свободы выражения мнений, а разбирательство не отвечало минимальным требованиям справедливости.",
		"Согласно статье 9 Пакта каждый человек имеет право на свободу и личную неприкосновенность. Власти ссылались лишь на то, что на свободе он мог бы создать «протестное настроение в обществе»; среди допускаемых Пактом оснований такого нет.",
		"Стороны не предпринимали дальнейших шагов, поскольку мера была исполнена немедленно",
	},
	noteA: "Example media, сообщение о пресс-конференции, весна 2020 года, пункт 3.", noteB: "Комитет по правам человека, замечание общего порядка № 35 (2014), CCPR/C/GC/35, пункты 11–12 и 38; то же рассуждение содержится в вымышленном мнении № 0/2099, пункты 97–99, и в практике, которой Группа следует со времени принятия соображения № 9.",
	q1: "Фамилия", q2: "Профессия или деятельность, если предполагается её связь с арестом", q3: "Опишите обстоятельства ареста", empty: "не указано", yes: "Примеров (Primerov)",
	long:    "Он публиковал в социальных сетях негативные сведения о партии «Пример» и призывал правительство уйти в отставку.",
	caption: "События в том порядке, в котором о них сообщается", cols: [4]string{"№", "Когда", "Что произошло", "SHA-256"},
	small: "Все утверждения приводятся так, как их передал источник. Где сообщение молчит, поле остаётся пустым.", warning: "Согласие предполагаемой жертвы не зарегистрировано. Его необходимо получить до отправки обращения.",
	quote: "Родителей связали. Нашу мать избили. Мы не террористы и не экстремисты", quoteTr: "Parents were tied up. Our mother was beaten. We are not terrorists or extremists",
	speaker: "Дос Примеров, брат, на пресс-конференции", sign: [2]string{"Место и дата", "Подпись автора"}, see: "см. пункт ",
}

var kazakh = words{
	lang: "kk", title: "Өз бетінше ұстау жөніндегі жұмыс тобына өтініш", subtitle: "Әдеттегі рәсім: Айдар Үлгіұлының ісі",
	date: "2020 жылғы 4 мамыр", mark: "ҚҰПИЯ: жариялауға жатпайды", draft: "ЖОБА: жіберер алдында 3 ескертуді түзету қажет",
	running: "Сауалнама · EXAMPLE-1",
	to:      []string{"Өз бетінше ұстау жөніндегі жұмыс тобы", "БҰҰ Адам құқықтары жөніндегі Жоғарғы комиссар басқармасы", "Женева"},
	back:    document.Words{Contents: "Мазмұны", PageOf: "%d-бет, барлығы %d", Note: "Ескерту", Original: "Түпнұсқа", Translat: "Аударма"},
	heads:   [6]string{"Жеке мәліметтер", "Қамауға алу және ұстау", "Қамауға алу мән-жайлары", "Баспасөз мәслихатында не айтылды және оны кім жеткізді", "Құқықтық баға", "Оқиғалар тізбегі"},
	body: [5]string{
		"Дереккөз мына жайттарды хабарлайды. Өткен аптаның соңында азаматтық белсенді Айдар Үлгіұлы жұмыстан шығып бара жатқанда көрінеу жалған ақпарат таратты деген айыппен ұсталды; сот оны екі айға қамауға алуға рұқсат берді.",
		"Онымен байланысты төрт мекенжайда, оның ішінде ата-анасының үйінде тінту жүргізілді. Тінтуге отызға жуық қызметкер мен жедел әрекет ету тобы қатысты; есік алдындағы адам пицца әкелдім деген соң әкесі есікті ашты. Ата-анасын байлап тастады, анасын ұрды, содан кейін ғана тергеуші зорлықты тоқтатуға бұйрық берді.",
		"Ұстау жұмыс әдістерінің I, II және III санаттарына жатады: оның жеткілікті құқықтық негізі жоқ, ол пікір білдіру бостандығын жүзеге асыруға жауап болды, ал іс қарау әділдіктің ең аз талаптарына сай болмады. ӘҒҚҢӨҰҮҺІ әғқңөұүһі.",
		"Пактінің 9-бабына сәйкес әркімнің бостандыққа және жеке басына қол сұғылмаушылыққа құқығы бар. Билік тек оның бостандықта «қоғамда наразылық көңіл-күй» тудыруы мүмкін дегенді алға тартты; Пакт мұндай негізді білмейді.",
		"Шара бірден орындалғандықтан, тараптар бұдан әрі қадам жасаған жоқ",
	},
	noteA: "Example media, баспасөз мәслихаты туралы хабар, 2020 жылғы көктем, 3-тармақ.", noteB: "Адам құқықтары жөніндегі комитет, № 35 жалпы тәртіптегі ескерту (2014), CCPR/C/GC/35, 11–12 және 38-тармақтар; дәл осындай пайым ойдан шығарылған № 0/2099 пікірдің 97–99-тармақтарында да, Топтың № 9 пайымдаудан бергі тәжірибесінде де бар.",
	q1: "Тегі", q2: "Кәсібі немесе қызметі, егер ол қамаумен байланысты деп болжанса", q3: "Қамауға алу мән-жайларын сипаттаңыз", empty: "көрсетілмеген", yes: "Үлгіұлы (Ulgiuly)",
	long:    "Ол әлеуметтік желілерде «Үлгі» партиясы туралы теріс мәліметтер жариялап, үкіметті отставкаға кетуге шақырды.",
	caption: "Оқиғалар хабарланған ретімен", cols: [4]string{"№", "Қашан", "Не болды", "SHA-256"},
	small: "Барлық мәлімдемелер дереккөз жеткізген түрінде беріледі. Хабар үнсіз қалған жерде өріс бос қалады.", warning: "Болжамды жәбірленушінің келісімі тіркелмеген. Оны өтініш жіберілгенге дейін алу қажет.",
	quote: "Ата-анамызды байлап тастады. Анамызды ұрды. Біз лаңкес те, экстремист те емеспіз", quoteTr: "Parents were tied up. Our mother was beaten. We are not terrorists or extremists",
	speaker: "Дос Үлгіұлы, бауыры, баспасөз мәслихатында", sign: [2]string{"Орны мен күні", "Автордың қолы"}, see: "мына тармақты қараңыз: ",
}
