"""Given and family names of Afghanistan and Iran, as written in Dari and Persian and as read in German letters."""

MEN = """
محمد=Mohammad,Mohamad; رضا=Reza,Resa; علی=Ali; حسین=Hossein,Husain; احمد=Ahmad,Achmad; مهدی=Mahdi,Mehdi
امید=Omid,Umid; فرهاد=Farhad; جواد=Jawad,Dschawad,Javad; حمید=Hamid,Hameed; نجیب=Najib,Nadschib; وحید=Wahid,Vahid
شاهین=Shahin,Schahin; بهروز=Behrouz,Behruz; کاظم=Kazem,Kasim; مرتضی=Morteza,Murtaza; نوید=Navid,Nawid
رحمت=Rahmat; عزیز=Aziz,Asis; هادی=Hadi; فرید=Farid,Fareed; یاسین=Yasin,Yassin; میلاد=Milad; سهراب=Sohrab,Suhrab
عبدالله=Abdullah,Abdollah; اسد=Asad,Assad; سلیم=Salim; زمان=Zaman,Saman; خالد=Khaled,Khalid; بشیر=Bashir,Baschir
"""

WOMEN = """
زهرا=Zahra,Sahra; فاطمه=Fatemeh,Fatima,Fateme; مریم=Maryam,Mariam; نرگس=Narges,Nargis; لیلا=Leila,Laila
شبنم=Shabnam,Schabnam; پروانه=Parwana,Parvaneh; معصومه=Masouma,Masumeh; رویا=Roya,Ruya; مینا=Mina; ستاره=Setara,Setareh
نگین=Negin; الهام=Elham; سمیرا=Samira; شکیبا=Shakiba,Schakiba; حلیمه=Halima,Halimeh; شیرین=Shirin,Schirin
فرزانه=Farzaneh,Farzana; خدیجه=Khadija,Chadidscha; آرزو=Arezo,Arzu; پری=Pari; سحر=Sahar; گلثوم=Golsom,Gulsum
ناهید=Nahid; هما=Homa,Huma; نسرین=Nasrin; یلدا=Yalda,Jalda; تهمینه=Tahmina,Tahmineh; راحله=Raheleh,Rahela; مژگان=Mojgan
"""

FAMILIES = """
رحیمی=Rahimi; کریمی=Karimi; حسینی=Hosseini,Hussaini; احمدی=Ahmadi,Achmadi; محمدی=Mohammadi,Mohamadi
رضایی=Rezai,Rezaei,Resai; نوری=Nouri,Noori,Nuri; صفوی=Safavi,Safawi; هاشمی=Hashemi,Haschimi; امیری=Amiri
یوسفی=Yousefi,Yosufi,Jusufi; جعفری=Jafari,Dschafari; ابراهیمی=Ebrahimi,Ibrahimi; نظری=Nazari,Nasari; حیدری=Haidari,Heydari
قاسمی=Ghasemi,Qasimi; سلطانی=Soltani,Sultani; مرادی=Moradi,Muradi; شریفی=Sharifi,Scharifi; عزیزی=Azizi,Asisi
میرزایی=Mirzai,Mirzaei; علیزاده=Alizadeh,Alizada; بختیاری=Bakhtiari,Bachtiari; اکبری=Akbari; صادقی=Sadeghi,Sadiqi
حبیبی=Habibi; رسولی=Rasouli,Rasuli; وفا=Wafa,Vafa; پوپل=Popal; ستانکزی=Stanekzai; غلامی=Gholami,Ghulami; تاجیک=Tajik
"""
