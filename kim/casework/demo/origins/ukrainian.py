"""Given and family names of Ukraine, in Cyrillic, in the passport's letters and as German offices write them."""

MEN = """
Олександр=Oleksandr,Alexander; Андрій=Andrii,Andrij; Сергій=Serhii,Serhij; Дмитро=Dmytro,Dmitro
Володимир=Volodymyr,Wolodymyr; Іван=Ivan,Iwan; Микола=Mykola,Nikolai; Олег=Oleh,Oleg; Тарас=Taras; Данило=Danylo,Danilo
Максим=Maksym,Maxim; Артем=Artem; Богдан=Bohdan,Bogdan; Віктор=Viktor,Wiktor; Юрій=Yurii,Jurij; Павло=Pavlo,Pawlo
Роман=Roman; Ігор=Ihor,Igor; Василь=Vasyl,Wassyl; Євген=Yevhen,Jewhen; Кирило=Kyrylo,Kirill; Назар=Nazar,Nasar
Михайло=Mykhailo,Mychajlo; Петро=Petro; Антон=Anton; Денис=Denys,Denis; Ярослав=Yaroslav,Jaroslaw; Остап=Ostap
Матвій=Matvii,Matwij; Тимофій=Tymofii,Tymofij
"""

WOMEN = """
Олександра=Oleksandra,Alexandra; Олена=Olena,Elena; Наталія=Nataliia,Natalija; Ірина=Iryna,Irina; Оксана=Oksana,Oxana
Тетяна=Tetiana,Tetjana; Світлана=Svitlana,Switlana; Юлія=Yuliia,Julija; Марія=Mariia,Marija; Анна=Anna,Hanna
Катерина=Kateryna,Katerina; Людмила=Liudmyla,Ljudmyla; Вікторія=Viktoriia,Wiktorija; Галина=Halyna,Galina
Софія=Sofiia,Sofija; Дарина=Daryna,Darina; Ольга=Olha,Olga; Надія=Nadiia,Nadija; Любов=Liubov,Ljubow; Віра=Vira,Wira
Аліна=Alina; Діана=Diana; Злата=Zlata,Slata; Поліна=Polina; Яна=Yana,Jana; Валентина=Valentyna,Walentyna
Лариса=Larysa,Larissa; Соломія=Solomiia,Solomija; Єва=Yeva,Jewa; Маргарита=Marharyta,Margarita
"""

FAMILIES = """
Коваленко=Kovalenko,Kowalenko; Бондаренко=Bondarenko; Шевченко=Shevchenko,Schewtschenko; Петренко=Petrenko
Ткаченко=Tkachenko,Tkatschenko; Кравченко=Kravchenko,Krawtschenko; Олійник=Oliinyk,Olijnyk; Шевчук=Shevchuk,Schewtschuk
Поліщук=Polishchuk,Polischtschuk; Лисенко=Lysenko,Lyssenko; Марченко=Marchenko,Martschenko; Мельник=Melnyk,Melnik
Савченко=Savchenko,Sawtschenko; Руденко=Rudenko; Мороз=Moroz,Moros; Кузьменко=Kuzmenko,Kusmenko; Клименко=Klymenko
Павленко=Pavlenko,Pawlenko; Гаврилюк=Havryliuk,Hawryljuk; Гончаренко=Honcharenko,Hontscharenko; Хоменко=Khomenko,Chomenko
Левченко=Levchenko,Lewtschenko; Ковальчук=Kovalchuk,Kowaltschuk; Бойко=Boiko,Bojko; Мазур=Mazur,Masur
Тимошенко=Tymoshenko,Tymoschenko; Захарченко=Zakharchenko,Sachartschenko; Костенко=Kostenko; Яременко=Yaremenko,Jaremenko
Дяченко=Diachenko,Djatschenko; Приходько=Prykhodko,Prychodko; Федоренко=Fedorenko; Щербак=Shcherbak,Schtscherbak
"""
