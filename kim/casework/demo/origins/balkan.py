"""Romanian, Albanian and Serbian given and family names, with and without their own letters."""

ROMANIAN_MEN = """
Ion; Andrei; Alexandru; Ștefan,Stefan; Mihai; Cristian; Ionuț,Ionut; Florin; Gheorghe,George; Vasile; Daniel; Marian
Adrian; Bogdan; Cătălin,Catalin; Răzvan,Razvan; Lucian; Costel; Dumitru; Nicolae; Petru; Sorin; Valentin; Constantin; Radu
"""

ROMANIAN_WOMEN = """
Maria; Elena; Ioana; Ana; Andreea; Mihaela; Cristina; Alina; Gabriela; Ștefania,Stefania; Raluca; Simona; Florentina
Mădălina,Madalina; Lăcrămioara,Lacramioara; Roxana; Daniela; Nicoleta; Oana; Denisa; Larisa; Bianca; Loredana; Petronela
"""

ROMANIAN_FAMILIES = """
Popescu; Ionescu; Popa; Radu; Dumitru; Stan; Stoica; Gheorghe; Matei; Ciobanu; Rusu; Munteanu; Șerban,Serban; Tudor
Moldovan; Drăgan,Dragan; Constantin; Lungu; Bălan,Balan; Nistor; Crăciun,Craciun; Țurcanu,Turcanu; Voicu; Mureșan,Muresan
Lazăr,Lazar; Ursu; Căldărar,Caldarar; Pavel; Olteanu; Neagu
"""

ALBANIAN_MEN = """
Arben; Besnik; Dritan; Ilir; Fatmir; Agim; Luan; Kujtim; Bekim; Ardit; Gëzim,Gezim; Përparim,Perparim; Shpëtim,Shpetim
Valon; Naim; Blerim; Enver; Skënder,Skender; Burim; Fisnik; Liridon; Afrim; Albin; Driton; Petrit
"""

ALBANIAN_WOMEN = """
Arta; Drita; Vjosa; Mirela; Blerta; Valbona; Teuta; Elira; Flutura; Lindita; Besa; Shpresa,Schpresa; Albana; Fatime; Rina
Vlora; Merita; Ardita; Zana; Liridona; Gëzime,Gezime; Majlinda; Afërdita,Aferdita; Hana; Ajkuna
"""

ALBANIAN_FAMILIES = """
Hoxha,Hodscha; Krasniqi; Gashi,Gaschi; Berisha,Berischa; Shala,Schala; Morina; Kastrati; Bytyqi,Bytyci; Thaçi,Thaci
Rexhepi,Redzepi; Leka; Dervishi,Dervisi; Çela,Cela; Prifti; Marku; Gjoka; Osmani; Zeqiri,Zekiri; Haliti; Selimi; Avdiu
Kelmendi; Bajrami; Ramadani; Islami; Musliu; Syla; Veliu; Xhaka,Dzaka; Limani
"""

SERBIAN_MEN = """
Милан=Milan; Никола=Nikola; Марко=Marko; Душан=Dušan,Dusan; Горан=Goran; Зоран=Zoran; Драган=Dragan; Стефан=Stefan
Небојша=Nebojša,Nebojsa; Бојан=Bojan; Саша=Saša,Sasa,Sascha; Миодраг=Miodrag; Предраг=Predrag; Дејан=Dejan; Лука=Luka
Сафет=Safet; Бајрам=Bajram; Ненад=Nenad; Урош=Uroš,Uros; Вук=Vuk
"""

SERBIAN_WOMEN = """
Јелена=Jelena; Милица=Milica,Miliza; Драгана=Dragana; Ана=Ana; Сања=Sanja; Јована=Jovana; Весна=Vesna,Wesna; Снежана=Snežana,Snezana
Ивана=Ivana; Марија=Marija; Љиљана=Ljiljana; Тијана=Tijana; Биљана=Biljana; Сабина=Sabina; Емина=Emina; Гордана=Gordana
Наташа=Nataša,Natasa; Тамара=Tamara; Невена=Nevena; Рада=Rada
"""

SERBIAN_FAMILIES = """
Јовановић=Jovanović,Jovanovic; Петровић=Petrović,Petrovic; Николић=Nikolić,Nikolic; Марковић=Marković,Markovic
Ђорђевић=Đorđević,Djordjevic; Стојановић=Stojanović,Stojanovic; Илић=Ilić,Ilic; Станковић=Stanković,Stankovic
Павловић=Pavlović,Pavlovic; Милошевић=Milošević,Milosevic; Ристић=Ristić,Ristic; Живковић=Živković,Zivkovic
Симић=Simić,Simic; Јашаревић=Jašarević,Jasarevic; Бајрамовић=Bajramović,Bajramovic; Османовић=Osmanović,Osmanovic
Демировић=Demirović,Demirovic; Крстић=Krstić,Krstic; Тодоровић=Todorović,Todorovic; Лазић=Lazić,Lazic
"""
