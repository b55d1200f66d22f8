"""Given and family names of Syria, Iraq and the Maghreb, as written in Arabic and as read in German letters."""

MEN = """
محمد=Mohammed,Muhamad,Mohamad; أحمد=Ahmad,Ahmed,Achmed; خالد=Khaled,Khalid,Chaled; يوسف=Yousef,Yusuf,Youssef
محمود=Mahmoud,Mahmud; عمر=Omar,Umar; علي=Ali,Aly; حسن=Hassan,Hasan; حسين=Hussein,Hussain,Husein
إبراهيم=Ibrahim,Ebrahim; نبيل=Nabil,Nabeel; سامر=Samer,Samir; طارق=Tarek,Tariq,Tarik; وليد=Walid,Waleed
زياد=Ziad,Ziyad; فادي=Fadi,Fady; رامي=Rami,Ramy; جمال=Jamal,Gamal,Dschamal; كريم=Karim,Kareem
باسل=Basel,Basil; أنس=Anas,Anass; بلال=Bilal,Belal; عبد الرحمن=Abdulrahman,Abd al-Rahman,Abdel Rahman
عبد الله=Abdullah,Abdallah; مصطفى=Mustafa,Moustafa; إسماعيل=Ismail,Ismael; ياسر=Yaser,Yasser,Jasser
عدنان=Adnan; غسان=Ghassan,Gassan; سعيد=Said,Saeed; هشام=Hisham,Hischam; يزن=Yazan,Yasan; ليث=Laith,Layth
"""

WOMEN = """
فاطمة=Fatima,Fatema,Fatme; عائشة=Aisha,Aischa,Aycha; مريم=Maryam,Mariam,Meriem; زينب=Zeinab,Zainab,Zaynab
سمر=Samar; نور=Nour,Noor,Nur; هدى=Huda,Houda; رنا=Rana; ريم=Reem,Rim; دعاء=Duaa,Doaa; آية=Aya,Ayah
سارة=Sara,Sarah; لينا=Lina,Leena; رشا=Rasha,Rascha; أمل=Amal; إيمان=Iman,Eman; خديجة=Khadija,Chadidscha,Khadidja
منى=Mona,Muna; سلمى=Salma,Selma; ياسمين=Yasmin,Yasmine,Jasmin; هبة=Hiba,Heba; رزان=Razan; شهد=Shahd,Schahd
نادية=Nadia,Nadja; سناء=Sanaa,Sana; لمى=Lama; غادة=Ghada,Gada; رهف=Rahaf; وفاء=Wafaa,Wafa; جنى=Jana,Dschana
بتول=Batoul,Batul; إسراء=Israa,Esraa; حنان=Hanan
"""

FAMILIES = """
حداد=Haddad,Hadad; خليل=Khalil,Chalil,Khaleel; الأحمد=Al-Ahmad,Alahmad,El Ahmed; الحسن=Al-Hassan,Alhasan,El Hasan
المصري=Al-Masri,Almasri,El Masri; الشامي=Al-Shami,Alschami,Shami; سليمان=Suleiman,Sulaiman,Souleiman
إبراهيم=Ibrahim,Ebrahim; درويش=Darwish,Darwisch; نجار=Najjar,Nadschar,Najar; خوري=Khoury,Khouri,Churi
عباس=Abbas; حمدان=Hamdan; قاسم=Qasim,Kassem,Kasim; صالح=Saleh,Salih; منصور=Mansour,Mansur; شعبان=Shaaban,Schaban
الخطيب=Al-Khatib,Alkhatib,El Chatib; سعيد=Said,Saeed; ناصر=Nasser,Naser; حمود=Hammoud,Hamud; عيسى=Issa,Eissa
كنعان=Kanaan,Kenaan; الزعبي=Al-Zoubi,Alzoubi; يونس=Younes,Yunis,Jounes; عثمان=Othman,Osman; بركات=Barakat
العلي=Al-Ali,Alali; الجاسم=Al-Jasem,Aljasim; زيدان=Zeidan,Zaidan; بن علي=Ben Ali,Benali; مراد=Murad,Mourad
رمضان=Ramadan; الحسين=Al-Hussein,Alhussein; قدور=Kaddour,Kadur; شاهين=Shahin,Schahin,Chahine
"""
