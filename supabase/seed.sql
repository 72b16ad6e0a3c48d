-- Demo postings: about 29 a day from 2025-01-01 to yesterday, invented but plausible.
--
-- What a day holds depends on that day alone: every choice is md5 arithmetic over the date, the posting's number and
-- the choice's name, in integers. No random(), no locale, no floating point, and today's date only says where to stop.
-- So January 2026 is the same on every machine for ever, and running this again adds only the days that are missing.
--
-- To change the market, change the tables of values. A weight counts relative to the others of its owner; weights are
-- given for 2025-01 and 2027-01 and glide from the first to the second in between, then stay.

drop table if exists pg_temp.demo_weights, pg_temp.demo_companies, pg_temp.demo_countries, pg_temp.demo_functions,
  pg_temp.demo_levels, pg_temp.demo_abilities, pg_temp.demo_days, pg_temp.demo_slots, pg_temp.demo_postings;

create temp table demo_weights (kind text, owner text, value text, weight_2025 int, weight_2027 int);

insert into demo_weights values
  ('function', '', 'Software Engineering', 210, 190), ('function', '', 'Data Science', 60, 62),
  ('function', '', 'Data Engineering', 68, 84),       ('function', '', 'Data Analytics', 72, 74),
  ('function', '', 'Machine Learning', 42, 92),       ('function', '', 'DevOps', 55, 58),
  ('function', '', 'Security', 40, 52),               ('function', '', 'Product Management', 50, 48),
  ('function', '', 'Design', 38, 32),                 ('function', '', 'QA', 36, 26),
  ('function', '', 'Research', 18, 22),               ('function', '', 'IT Support', 48, 38),
  ('function', '', 'Sales', 68, 64),                  ('function', '', 'Marketing', 50, 44),
  ('function', '', 'Finance', 42, 42),                ('function', '', 'Human Resources', 30, 26),
  ('function', '', 'Operations', 44, 46),             ('function', '', 'Customer Support', 42, 30),
  ('function', '', 'Legal', 14, 14),                  ('function', '', 'Healthcare', 24, 28);

-- Every fifth posting of a company is in the field of its industry.
insert into demo_weights values
  ('field', 'Technology', 'Software Engineering', 5, 4), ('field', 'Technology', 'Machine Learning', 2, 4),
  ('field', 'Finance', 'Finance', 3, 3),                 ('field', 'Finance', 'Security', 1, 2),
  ('field', 'Healthcare', 'Healthcare', 6, 6),           ('field', 'Healthcare', 'Research', 1, 1),
  ('field', 'Retail', 'Marketing', 2, 2),                ('field', 'Retail', 'Sales', 3, 3),
  ('field', 'Manufacturing', 'Operations', 4, 4),        ('field', 'Manufacturing', 'QA', 2, 2),
  ('field', 'Consulting', 'Data Analytics', 3, 3),       ('field', 'Consulting', 'Data Engineering', 2, 3),
  ('field', 'Education', 'Research', 3, 3),              ('field', 'Education', 'Human Resources', 1, 1),
  ('field', 'Energy', 'Operations', 3, 3),               ('field', 'Energy', 'Data Analytics', 1, 2),
  ('field', 'Telecommunications', 'IT Support', 3, 2),   ('field', 'Telecommunications', 'DevOps', 2, 3),
  ('field', 'Media', 'Design', 3, 3),                    ('field', 'Media', 'Marketing', 2, 2),
  ('field', 'Transportation', 'Operations', 3, 3),       ('field', 'Transportation', 'Customer Support', 1, 1),
  ('field', 'Public Sector', 'Legal', 2, 2),             ('field', 'Public Sector', 'Security', 2, 3);

insert into demo_weights values
  ('level', '', 'Intern', 50, 40),  ('level', '', 'Entry', 95, 80), ('level', '', 'Junior', 105, 85),
  ('level', '', 'Mid', 330, 335),   ('level', '', 'Senior', 270, 305), ('level', '', 'Lead', 60, 65),
  ('level', '', 'Manager', 58, 58), ('level', '', 'Director', 24, 24), ('level', '', 'Executive', 11, 11);

insert into demo_weights values
  ('platform', '', 'linkedin', 38, 41),  ('platform', '', 'indeed', 27, 25), ('platform', '', 'glassdoor', 10, 8),
  ('platform', '', 'google', 9, 11),     ('platform', '', 'zip_recruiter', 7, 5), ('platform', '', 'company site', 9, 10);

insert into demo_weights values
  ('job type', '', 'fulltime', 83, 81), ('job type', '', 'contract', 10, 12),
  ('job type', '', 'parttime', 4, 4),   ('job type', '', 'temporary', 3, 3);

-- Owners are functions; '' stands for those not named.
insert into demo_weights values
  ('education', '', 'Bachelor', 70, 68), ('education', '', 'Master', 20, 20), ('education', '', 'Associate', 10, 12),
  ('education', 'Research', 'PhD', 58, 58), ('education', 'Research', 'Master', 34, 34), ('education', 'Research', 'Bachelor', 8, 8),
  ('education', 'Machine Learning', 'Master', 46, 44), ('education', 'Machine Learning', 'Bachelor', 38, 42),
  ('education', 'Machine Learning', 'PhD', 16, 14),
  ('education', 'Data Science', 'Master', 48, 46), ('education', 'Data Science', 'Bachelor', 42, 44), ('education', 'Data Science', 'PhD', 10, 10),
  ('education', 'Legal', 'Master', 70, 70), ('education', 'Legal', 'Bachelor', 30, 30),
  ('education', 'Customer Support', 'High School', 50, 52), ('education', 'Customer Support', 'Associate', 28, 28),
  ('education', 'Customer Support', 'Bachelor', 22, 20),
  ('education', 'IT Support', 'Associate', 45, 45), ('education', 'IT Support', 'High School', 25, 27), ('education', 'IT Support', 'Bachelor', 30, 28),
  ('education', 'Sales', 'Bachelor', 62, 60), ('education', 'Sales', 'High School', 24, 26), ('education', 'Sales', 'Associate', 14, 14);

-- Where a posting is when it is not in its company's home country.
insert into demo_weights values
  ('country', '', 'United States', 330, 310), ('country', '', 'United Kingdom', 110, 105), ('country', '', 'Germany', 105, 110),
  ('country', '', 'India', 95, 120),          ('country', '', 'Canada', 60, 60),           ('country', '', 'France', 60, 58),
  ('country', '', 'Netherlands', 40, 40),     ('country', '', 'Spain', 34, 38),            ('country', '', 'Poland', 30, 40),
  ('country', '', 'Italy', 24, 24),           ('country', '', 'Switzerland', 22, 20),      ('country', '', 'Ireland', 22, 24),
  ('country', '', 'Sweden', 20, 18),          ('country', '', 'Australia', 26, 26),        ('country', '', 'Singapore', 22, 24),
  ('country', '', 'Japan', 20, 22),           ('country', '', 'Brazil', 24, 30);

insert into demo_weights
select 'city', country, city || ', ' || region, weight, weight
from (values
  ('United States', 'New York', 'NY', 18),  ('United States', 'San Francisco', 'CA', 15), ('United States', 'Seattle', 'WA', 10),
  ('United States', 'Austin', 'TX', 9),     ('United States', 'Boston', 'MA', 8),         ('United States', 'Chicago', 'IL', 8),
  ('United States', 'Los Angeles', 'CA', 7), ('United States', 'Denver', 'CO', 5),        ('United States', 'Atlanta', 'GA', 5),
  ('United States', 'San Jose', 'CA', 5),   ('United States', 'Washington', 'DC', 5),     ('United States', 'Raleigh', 'NC', 3),
  ('United States', 'Portland', 'OR', 2),
  ('United Kingdom', 'London', 'UK', 58),   ('United Kingdom', 'Manchester', 'UK', 14),   ('United Kingdom', 'Edinburgh', 'UK', 10),
  ('United Kingdom', 'Bristol', 'UK', 9),   ('United Kingdom', 'Cambridge', 'UK', 9),
  ('Germany', 'Berlin', 'Germany', 38),     ('Germany', 'Munich', 'Germany', 26),         ('Germany', 'Hamburg', 'Germany', 14),
  ('Germany', 'Frankfurt', 'Germany', 13),  ('Germany', 'Cologne', 'Germany', 9),
  ('India', 'Bengaluru', 'India', 42),      ('India', 'Hyderabad', 'India', 22),          ('India', 'Pune', 'India', 15),
  ('India', 'Mumbai', 'India', 13),         ('India', 'Delhi', 'India', 8),
  ('Canada', 'Toronto', 'ON, Canada', 48),  ('Canada', 'Vancouver', 'BC, Canada', 26),    ('Canada', 'Montreal', 'QC, Canada', 26),
  ('France', 'Paris', 'France', 70),        ('France', 'Lyon', 'France', 18),             ('France', 'Toulouse', 'France', 12),
  ('Netherlands', 'Amsterdam', 'Netherlands', 62), ('Netherlands', 'Rotterdam', 'Netherlands', 20), ('Netherlands', 'Utrecht', 'Netherlands', 18),
  ('Spain', 'Madrid', 'Spain', 50),         ('Spain', 'Barcelona', 'Spain', 42),          ('Spain', 'Valencia', 'Spain', 8),
  ('Poland', 'Warsaw', 'Poland', 50),       ('Poland', 'Krakow', 'Poland', 32),           ('Poland', 'Wroclaw', 'Poland', 18),
  ('Italy', 'Milan', 'Italy', 62),          ('Italy', 'Rome', 'Italy', 26),               ('Italy', 'Turin', 'Italy', 12),
  ('Switzerland', 'Zurich', 'Switzerland', 68), ('Switzerland', 'Geneva', 'Switzerland', 22), ('Switzerland', 'Basel', 'Switzerland', 10),
  ('Ireland', 'Dublin', 'Ireland', 82),     ('Ireland', 'Cork', 'Ireland', 18),
  ('Sweden', 'Stockholm', 'Sweden', 72),    ('Sweden', 'Gothenburg', 'Sweden', 28),
  ('Australia', 'Sydney', 'NSW, Australia', 55), ('Australia', 'Melbourne', 'VIC, Australia', 45),
  ('Singapore', 'Singapore', 'Singapore', 1),
  ('Japan', 'Tokyo', 'Japan', 84),          ('Japan', 'Osaka', 'Japan', 16),
  ('Brazil', 'Sao Paulo', 'Brazil', 72),    ('Brazil', 'Rio de Janeiro', 'Brazil', 28)
) as cities (country, city, region, weight);

insert into demo_weights
select 'title', function, title, weight, weight
from (values
  ('Software Engineering', 'Software Engineer', 40),   ('Software Engineering', 'Backend Engineer', 20),
  ('Software Engineering', 'Frontend Developer', 15),  ('Software Engineering', 'Full Stack Developer', 15),
  ('Software Engineering', 'Mobile Developer', 6),     ('Software Engineering', 'Embedded Software Engineer', 4),
  ('Data Science', 'Data Scientist', 80),              ('Data Science', 'Applied Scientist', 20),
  ('Data Engineering', 'Data Engineer', 70),           ('Data Engineering', 'Analytics Engineer', 20),
  ('Data Engineering', 'Data Platform Engineer', 10),
  ('Data Analytics', 'Data Analyst', 60),              ('Data Analytics', 'Business Intelligence Analyst', 25),
  ('Data Analytics', 'Product Analyst', 15),
  ('Machine Learning', 'Machine Learning Engineer', 60), ('Machine Learning', 'AI Engineer', 30),
  ('Machine Learning', 'Computer Vision Engineer', 10),
  ('DevOps', 'DevOps Engineer', 45),                   ('DevOps', 'Site Reliability Engineer', 30),
  ('DevOps', 'Cloud Engineer', 25),
  ('Security', 'Security Engineer', 50),               ('Security', 'Security Analyst', 35),
  ('Security', 'Penetration Tester', 15),
  ('Product Management', 'Product Manager', 75),       ('Product Management', 'Technical Product Manager', 25),
  ('Design', 'Product Designer', 50),                  ('Design', 'UX Designer', 30),
  ('Design', 'UX Researcher', 20),
  ('QA', 'QA Engineer', 60),                           ('QA', 'Test Automation Engineer', 40),
  ('Research', 'Research Scientist', 60),              ('Research', 'Research Engineer', 40),
  ('IT Support', 'IT Support Specialist', 60),         ('IT Support', 'Systems Administrator', 40),
  ('Sales', 'Account Executive', 45),                  ('Sales', 'Sales Development Representative', 30),
  ('Sales', 'Solutions Engineer', 25),
  ('Marketing', 'Marketing Specialist', 50),           ('Marketing', 'Growth Marketer', 30),
  ('Marketing', 'Content Strategist', 20),
  ('Finance', 'Financial Analyst', 60),                ('Finance', 'Accountant', 40),
  ('Human Resources', 'Recruiter', 55),                ('Human Resources', 'HR Generalist', 45),
  ('Operations', 'Operations Analyst', 50),            ('Operations', 'Supply Chain Planner', 30),
  ('Operations', 'Project Coordinator', 20),
  ('Customer Support', 'Customer Support Specialist', 65), ('Customer Support', 'Customer Success Associate', 35),
  ('Legal', 'Legal Counsel', 60),                      ('Legal', 'Compliance Analyst', 40),
  ('Healthcare', 'Registered Nurse', 50),              ('Healthcare', 'Clinical Data Coordinator', 30),
  ('Healthcare', 'Physical Therapist', 20)
) as titles (function, title, weight);

-- Invented companies; weight is how much they hire.
create temp table demo_companies (company text, industry text, home text, weight int);

insert into demo_companies values
  ('Hazelmark Telecom', 'Telecommunications', 'United States', 43), ('Wattlebrae Systems', 'Technology', 'Australia', 37),
  ('Pragatara Health', 'Healthcare', 'India', 32), ('Fablecroft Energy', 'Energy', 'United States', 29),
  ('Boisclair Agency', 'Public Sector', 'France', 26), ('Hollowpine Bank', 'Finance', 'United States', 24),
  ('Rivenoir Capital', 'Finance', 'France', 22), ('Blaumeise Networks', 'Telecommunications', 'Germany', 20),
  ('Frostlark Clinics', 'Healthcare', 'Canada', 19), ('Silverthicket Power', 'Energy', 'United States', 17),
  ('Gorsebridge Software', 'Technology', 'United Kingdom', 16), ('Suryavan Industries', 'Manufacturing', 'India', 15),
  ('Obsidara Biosciences', 'Healthcare', 'United States', 14), ('Chandravel Labs', 'Technology', 'India', 14),
  ('Tejasara Retail', 'Retail', 'India', 13), ('Ripplestone Cloud', 'Technology', 'United States', 12),
  ('Sunmarrow Market', 'Retail', 'United States', 12), ('Solvereda AI', 'Technology', 'Spain', 11),
  ('Brindlewick Logistics', 'Transportation', 'United States', 11), ('Ipê Works', 'Manufacturing', 'Brazil', 10),
  ('Larkspindle Digital', 'Technology', 'United States', 10), ('Lanternhill Robotics', 'Manufacturing', 'United States', 10),
  ('Nettlebank Care', 'Healthcare', 'United Kingdom', 9), ('Campofiore Energy', 'Energy', 'Italy', 9),
  ('Corellan Learning', 'Education', 'Australia', 9), ('Brambleforth Systems', 'Technology', 'United States', 8),
  ('Tirbawn Institute', 'Public Sector', 'Ireland', 8), ('Nordwerft Media', 'Media', 'Germany', 8),
  ('Elderquay Software', 'Technology', 'United Kingdom', 8), ('Meghdhara Payments', 'Finance', 'India', 7),
  ('Petrelworks Insurance', 'Finance', 'United States', 7), ('Tamaracka Agency', 'Public Sector', 'Canada', 7),
  ('Waterwolk Goods', 'Retail', 'Netherlands', 7), ('Flintlark Mobility', 'Transportation', 'United States', 7),
  ('Cedarquill Bank', 'Finance', 'United States', 6), ('Wheatfjord Industries', 'Manufacturing', 'Canada', 6),
  ('Carrowmist Labs', 'Technology', 'Ireland', 6), ('Veldkracht Retail', 'Retail', 'Netherlands', 6),
  ('Polderwind Power', 'Energy', 'Netherlands', 6), ('Saltmarrow Cloud', 'Technology', 'United States', 6),
  ('Ironlark Market', 'Retail', 'United States', 6), ('Alpenquell Capital', 'Finance', 'Switzerland', 6),
  ('Starquay Energy', 'Energy', 'United States', 5), ('Loonharbor Studios', 'Media', 'Canada', 5),
  ('Merlintide Payments', 'Finance', 'Singapore', 5), ('Pebblemint Health', 'Healthcare', 'United States', 5),
  ('Marlowick Telecom', 'Telecommunications', 'United Kingdom', 5), ('Frostquay Insurance', 'Finance', 'United States', 5),
  ('Kilnworth Works', 'Manufacturing', 'United Kingdom', 5), ('Lindenrow Bank', 'Finance', 'United States', 5),
  ('Rotbuche Freight', 'Transportation', 'Germany', 5), ('Cindergate Academy', 'Education', 'United States', 5),
  ('Orchardine Learning', 'Education', 'United States', 4), ('Calderwyn AI', 'Technology', 'United States', 4),
  ('Ashquill Robotics', 'Manufacturing', 'United Kingdom', 4), ('Maplefjord Media', 'Media', 'Canada', 4),
  ('Clairbois Goods', 'Retail', 'France', 4), ('Galewick Clinics', 'Healthcare', 'United States', 4),
  ('Ravenmoss Digital', 'Technology', 'United States', 4), ('Aakashita Studios', 'Media', 'India', 4),
  ('Morgenstahl Capital', 'Finance', 'Germany', 4), ('Kestrelane Networks', 'Telecommunications', 'United States', 4),
  ('Neelkosh Retail', 'Retail', 'India', 4), ('Straitbloom Systems', 'Technology', 'Singapore', 4),
  ('Lunaquay Media', 'Media', 'United States', 4), ('Tealbridge Telecom', 'Telecommunications', 'United States', 4),
  ('Otterway Power', 'Energy', 'United States', 4), ('Jacarandeia Consulting', 'Consulting', 'Brazil', 4),
  ('Quillbank Payments', 'Finance', 'United Kingdom', 4), ('Silberkiefer Software', 'Technology', 'Germany', 3),
  ('Dawnmarrow Labs', 'Technology', 'United States', 3), ('Saltbushel Biosciences', 'Healthcare', 'Australia', 3),
  ('Valdoré Cloud', 'Technology', 'France', 3), ('Juniperix AI', 'Technology', 'United States', 3),
  ('Verdemar Digital', 'Technology', 'Brazil', 3), ('Pinefathom Systems', 'Technology', 'United States', 3),
  ('Aldermoor Partners', 'Consulting', 'United Kingdom', 3), ('Merleblanc Market', 'Retail', 'France', 3),
  ('Anvilcrest Software', 'Technology', 'United Kingdom', 3), ('Northquill Advisory', 'Consulting', 'United States', 3),
  ('Edelgrat Care', 'Healthcare', 'Switzerland', 3), ('Rushmere Consulting', 'Consulting', 'United Kingdom', 3),
  ('Heathrune Health', 'Healthcare', 'United Kingdom', 3), ('Helixmoor Industries', 'Manufacturing', 'United States', 3),
  ('Sternmoor Goods', 'Retail', 'Germany', 3), ('Lunachiara Labs', 'Technology', 'Italy', 3),
  ('Wierzbnik Partners', 'Consulting', 'Poland', 3), ('Cresthollow Advisory', 'Consulting', 'United States', 3),
  ('Glenmorrow Consulting', 'Consulting', 'Ireland', 3), ('Kirinami Retail', 'Retail', 'Japan', 3),
  ('Quarrylight Academy', 'Education', 'United States', 3), ('Gumtreely Cloud', 'Technology', 'Australia', 3),
  ('Tannwerk Insurance', 'Finance', 'Germany', 3), ('Wintermoss Works', 'Manufacturing', 'Canada', 3),
  ('Riocanto Robotics', 'Manufacturing', 'Spain', 3), ('Duskfield Clinics', 'Healthcare', 'United States', 3),
  ('Granitelle Industries', 'Manufacturing', 'United States', 3), ('Vanaspur Institute', 'Public Sector', 'India', 3),
  ('Isvinda AI', 'Technology', 'Sweden', 3), ('Nimblecove Digital', 'Technology', 'United States', 3),
  ('Encinara Bank', 'Finance', 'Spain', 3), ('Kamienica Capital', 'Finance', 'Poland', 3),
  ('Sorrelgate Systems', 'Technology', 'United Kingdom', 3), ('Aomatsu Works', 'Manufacturing', 'Japan', 3),
  ('Slatebrook Market', 'Retail', 'United States', 3), ('Mistvale Software', 'Technology', 'United States', 3),
  ('Norrskogen Studios', 'Media', 'Sweden', 3), ('Yarrowgate Partners', 'Consulting', 'United Kingdom', 3),
  ('Cobaltree Logistics', 'Transportation', 'United States', 3), ('Brzozowa Mobility', 'Transportation', 'Poland', 3),
  ('Copperfinch Labs', 'Technology', 'United States', 3), ('Rookhaven Cloud', 'Technology', 'United States', 3),
  ('Pietraverde AI', 'Technology', 'Italy', 3), ('Kranichhof Digital', 'Technology', 'Germany', 3),
  ('Firnlicht Biosciences', 'Healthcare', 'Switzerland', 3), ('Waldkante Freight', 'Transportation', 'Germany', 3),
  ('Jasnowid Learning', 'Education', 'Poland', 3), ('Eichgrund Care', 'Healthcare', 'Germany', 3),
  ('Honeythorn Health', 'Healthcare', 'United States', 3), ('Emberlock Academy', 'Education', 'United States', 3),
  ('Fjordlicht Networks', 'Telecommunications', 'Germany', 3), ('Zilvermeer Systems', 'Technology', 'Netherlands', 3),
  ('Corvidian Clinics', 'Healthcare', 'United States', 3), ('Lionquay Energy', 'Energy', 'Singapore', 3),
  ('Thornquay Agency', 'Public Sector', 'United Kingdom', 3), ('Deltaquill Payments', 'Finance', 'United States', 3),
  ('Jadefort Insurance', 'Finance', 'United States', 3), ('Falconmere Telecom', 'Telecommunications', 'United States', 3),
  ('Grachtlicht Biosciences', 'Healthcare', 'Netherlands', 3), ('Montazul Power', 'Energy', 'Spain', 3),
  ('Glimmerfell Software', 'Technology', 'United States', 3), ('Dapplewood Robotics', 'Manufacturing', 'United States', 3),
  ('Snowfathom Care', 'Healthcare', 'United States', 3), ('Granlyktan Labs', 'Technology', 'Sweden', 3),
  ('Eastmarrow Goods', 'Retail', 'United States', 3), ('Hautelune Cloud', 'Technology', 'France', 3),
  ('Greyfallow Retail', 'Retail', 'United States', 3), ('Hoshikage AI', 'Technology', 'Japan', 3),
  ('Fennimoor Logistics', 'Transportation', 'United States', 3), ('Driftmoor Industries', 'Manufacturing', 'United States', 3),
  ('Tidewillow Digital', 'Technology', 'Canada', 3), ('Moonharrow Works', 'Manufacturing', 'United States', 3),
  ('Uferklang Health', 'Healthcare', 'Germany', 3);

insert into demo_weights select 'company', '', company, weight, weight from demo_companies;

-- pay: percent of what the same job pays in the United States. rate: units of the currency for 1,000 US dollars.
-- step: yearly salaries are rounded to it. disclosed: percent of postings that name a salary.
create temp table demo_countries (country text, pay int, currency text, rate int, step int, period text, disclosed int);

insert into demo_countries values
  ('United States', 100, 'USD', 1000, 1000, 'yearly', 58),    ('United Kingdom', 66, 'GBP', 790, 500, 'yearly', 42),
  ('Germany', 62, 'EUR', 920, 500, 'yearly', 18),             ('India', 24, 'INR', 84000, 50000, 'yearly', 14),
  ('Canada', 74, 'CAD', 1370, 1000, 'yearly', 45),            ('France', 52, 'EUR', 920, 500, 'yearly', 22),
  ('Netherlands', 62, 'EUR', 920, 500, 'yearly', 26),         ('Spain', 43, 'EUR', 920, 500, 'yearly', 20),
  ('Poland', 42, 'PLN', 3950, 12000, 'monthly', 46),          ('Italy', 45, 'EUR', 920, 500, 'yearly', 16),
  ('Switzerland', 104, 'CHF', 880, 1000, 'yearly', 14),       ('Ireland', 66, 'EUR', 920, 500, 'yearly', 28),
  ('Sweden', 52, 'SEK', 10500, 12000, 'monthly', 12),         ('Australia', 76, 'AUD', 1520, 1000, 'yearly', 36),
  ('Singapore', 68, 'SGD', 1340, 1200, 'monthly', 32),        ('Japan', 50, 'JPY', 150000, 100000, 'yearly', 34),
  ('Brazil', 30, 'BRL', 5400, 6000, 'monthly', 18);

-- pay: yearly US dollars of a Mid-level job in the United States. remote: per mille of postings that are remote.
-- research: per mille of postings that are research.
create temp table demo_functions (
  function text, team text, pay int, remote_2025 int, remote_2027 int, research int, duty text);

insert into demo_functions values
  ('Software Engineering', 'Software Engineering', 142000, 330, 410, 6, 'design, build and run services that customers rely on'),
  ('Data Science', 'Data Science', 146000, 300, 370, 60, 'turn questions into experiments and models that change decisions'),
  ('Data Engineering', 'Data Engineering', 144000, 340, 430, 4, 'build the pipelines that keep data fresh, correct and cheap'),
  ('Data Analytics', 'Analytics', 98000, 270, 340, 4, 'explain with data what works, what does not and why'),
  ('Machine Learning', 'Machine Learning', 168000, 310, 400, 120, 'train, evaluate and ship models that people use every day'),
  ('DevOps', 'Platform', 146000, 380, 470, 2, 'keep the platform fast, observable and boring'),
  ('Security', 'Security', 150000, 300, 380, 8, 'find weaknesses before others do and close them'),
  ('Product Management', 'Product', 152000, 250, 310, 2, 'decide with customers and engineers what to build next'),
  ('Design', 'Design', 118000, 300, 360, 10, 'shape flows and interfaces that need no manual'),
  ('QA', 'Quality', 104000, 280, 340, 2, 'automate the tests that let the team release every day'),
  ('Research', 'Research', 172000, 160, 210, 620, 'publish, prototype and bring new methods into products'),
  ('IT Support', 'IT', 68000, 110, 150, 0, 'help colleagues and keep their devices and accounts working'),
  ('Sales', 'Sales', 96000, 230, 270, 0, 'win new customers and understand what they need'),
  ('Marketing', 'Marketing', 88000, 240, 290, 0, 'tell our story where the right people hear it'),
  ('Finance', 'Finance', 94000, 140, 190, 0, 'plan, report and question the numbers'),
  ('Human Resources', 'People', 82000, 180, 230, 0, 'hire great people and help them grow'),
  ('Operations', 'Operations', 80000, 90, 120, 0, 'keep goods, people and plans moving'),
  ('Customer Support', 'Customer Support', 54000, 320, 390, 0, 'solve problems for customers, kindly and for good'),
  ('Legal', 'Legal', 138000, 120, 160, 4, 'review contracts and keep us on the right side of the rules'),
  ('Healthcare', 'Clinical Operations', 92000, 40, 60, 30, 'care for patients together with a strong clinical team');

-- pay: percent of Mid. title: how the level shows in the title.
create temp table demo_levels (level text, pay int, title text);

insert into demo_levels values
  ('Intern', 42, '{title} Intern'), ('Entry', 70, '{title}, Entry Level'), ('Junior', 80, 'Junior {title}'),
  ('Mid', 100, '{title}'),          ('Senior', 131, 'Senior {title}'),     ('Lead', 150, 'Lead {title}'),
  ('Manager', 154, '{team} Manager'), ('Director', 196, 'Director of {team}'), ('Executive', 310, 'VP of {team}');

-- Chances per mille that a posting of the function asks for the skill or tool, in 2025-01 and in 2027-01.
create temp table demo_abilities (function text, kind text, name text, chance_2025 int, chance_2027 int);

insert into demo_abilities values
  ('Software Engineering', 'skill', 'Python', 430, 480), ('Software Engineering', 'skill', 'Java', 380, 330),
  ('Software Engineering', 'skill', 'JavaScript', 360, 310), ('Software Engineering', 'skill', 'TypeScript', 280, 380),
  ('Software Engineering', 'skill', 'Go', 160, 220), ('Software Engineering', 'skill', 'Rust', 60, 150),
  ('Software Engineering', 'skill', 'C++', 150, 130), ('Software Engineering', 'skill', 'SQL', 340, 330),
  ('Software Engineering', 'skill', 'REST APIs', 420, 400), ('Software Engineering', 'skill', 'Microservices', 330, 290),
  ('Software Engineering', 'skill', 'System Design', 260, 320), ('Software Engineering', 'skill', 'Agile', 300, 240),
  ('Software Engineering', 'skill', 'jQuery', 70, 15), ('Software Engineering', 'skill', 'LLMs', 60, 240),
  ('Software Engineering', 'tool', 'Git', 520, 500), ('Software Engineering', 'tool', 'AWS', 400, 410),
  ('Software Engineering', 'tool', 'Docker', 440, 460), ('Software Engineering', 'tool', 'Kubernetes', 300, 350),
  ('Software Engineering', 'tool', 'React', 330, 340), ('Software Engineering', 'tool', 'Node.js', 250, 250),
  ('Software Engineering', 'tool', 'PostgreSQL', 260, 310), ('Software Engineering', 'tool', 'Spring Boot', 200, 180),
  ('Software Engineering', 'tool', 'Angular', 120, 70), ('Software Engineering', 'tool', 'GitHub Actions', 140, 250),
  ('Software Engineering', 'tool', 'Jenkins', 190, 90), ('Software Engineering', 'tool', 'Redis', 160, 170),
  ('Data Science', 'skill', 'Python', 900, 910), ('Data Science', 'skill', 'SQL', 760, 760),
  ('Data Science', 'skill', 'Statistics', 640, 620), ('Data Science', 'skill', 'Machine Learning', 620, 640),
  ('Data Science', 'skill', 'Experimentation', 330, 380), ('Data Science', 'skill', 'R', 310, 210),
  ('Data Science', 'skill', 'Deep Learning', 260, 280), ('Data Science', 'skill', 'Causal Inference', 120, 220),
  ('Data Science', 'skill', 'Communication', 300, 310), ('Data Science', 'skill', 'LLMs', 140, 450),
  ('Data Science', 'skill', 'Forecasting', 200, 200),
  ('Data Science', 'tool', 'Pandas', 480, 430), ('Data Science', 'tool', 'scikit-learn', 430, 390),
  ('Data Science', 'tool', 'Jupyter', 320, 290), ('Data Science', 'tool', 'PyTorch', 260, 330),
  ('Data Science', 'tool', 'TensorFlow', 250, 150), ('Data Science', 'tool', 'Snowflake', 210, 270),
  ('Data Science', 'tool', 'Tableau', 220, 170), ('Data Science', 'tool', 'Databricks', 200, 290),
  ('Data Science', 'tool', 'AWS', 280, 290), ('Data Science', 'tool', 'Hadoop', 90, 20),
  ('Data Engineering', 'skill', 'SQL', 860, 870), ('Data Engineering', 'skill', 'Python', 820, 840),
  ('Data Engineering', 'skill', 'ETL', 560, 470), ('Data Engineering', 'skill', 'Data Modeling', 520, 560),
  ('Data Engineering', 'skill', 'Scala', 220, 130), ('Data Engineering', 'skill', 'Java', 200, 150),
  ('Data Engineering', 'skill', 'Streaming', 240, 300), ('Data Engineering', 'skill', 'Data Quality', 220, 330),
  ('Data Engineering', 'skill', 'Data Governance', 140, 230), ('Data Engineering', 'skill', 'LLMs', 30, 170),
  ('Data Engineering', 'tool', 'Airflow', 440, 460), ('Data Engineering', 'tool', 'Spark', 480, 440),
  ('Data Engineering', 'tool', 'dbt', 280, 480), ('Data Engineering', 'tool', 'Snowflake', 330, 400),
  ('Data Engineering', 'tool', 'Databricks', 280, 390), ('Data Engineering', 'tool', 'Kafka', 330, 350),
  ('Data Engineering', 'tool', 'AWS', 430, 430), ('Data Engineering', 'tool', 'BigQuery', 220, 250),
  ('Data Engineering', 'tool', 'Docker', 260, 280), ('Data Engineering', 'tool', 'Terraform', 180, 280),
  ('Data Engineering', 'tool', 'Hadoop', 190, 50), ('Data Engineering', 'tool', 'Iceberg', 40, 200),
  ('Data Analytics', 'skill', 'SQL', 820, 840), ('Data Analytics', 'skill', 'Python', 420, 500),
  ('Data Analytics', 'skill', 'Statistics', 360, 360), ('Data Analytics', 'skill', 'Data Visualization', 560, 540),
  ('Data Analytics', 'skill', 'Storytelling', 260, 300), ('Data Analytics', 'skill', 'Experimentation', 220, 260),
  ('Data Analytics', 'skill', 'R', 180, 110), ('Data Analytics', 'skill', 'Data Modeling', 180, 240),
  ('Data Analytics', 'skill', 'Stakeholder Management', 280, 300),
  ('Data Analytics', 'tool', 'Excel', 620, 470), ('Data Analytics', 'tool', 'Tableau', 460, 380),
  ('Data Analytics', 'tool', 'Power BI', 440, 480), ('Data Analytics', 'tool', 'Looker', 210, 240),
  ('Data Analytics', 'tool', 'dbt', 100, 260), ('Data Analytics', 'tool', 'Snowflake', 180, 260),
  ('Data Analytics', 'tool', 'BigQuery', 160, 200), ('Data Analytics', 'tool', 'Google Analytics', 160, 140),
  ('Machine Learning', 'skill', 'Python', 930, 940), ('Machine Learning', 'skill', 'Machine Learning', 700, 640),
  ('Machine Learning', 'skill', 'Deep Learning', 560, 540), ('Machine Learning', 'skill', 'LLMs', 330, 760),
  ('Machine Learning', 'skill', 'Retrieval', 90, 420), ('Machine Learning', 'skill', 'Prompt Engineering', 130, 320),
  ('Machine Learning', 'skill', 'Computer Vision', 290, 110),
  ('Machine Learning', 'skill', 'Natural Language Processing', 320, 260),
  ('Machine Learning', 'skill', 'Statistics', 300, 260), ('Machine Learning', 'skill', 'C++', 190, 170),
  ('Machine Learning', 'skill', 'SQL', 280, 260), ('Machine Learning', 'skill', 'MLOps', 260, 390),
  ('Machine Learning', 'tool', 'PyTorch', 560, 680), ('Machine Learning', 'tool', 'TensorFlow', 360, 190),
  ('Machine Learning', 'tool', 'AWS', 340, 360), ('Machine Learning', 'tool', 'Docker', 340, 370),
  ('Machine Learning', 'tool', 'Kubernetes', 260, 320), ('Machine Learning', 'tool', 'Hugging Face', 190, 370),
  ('Machine Learning', 'tool', 'MLflow', 150, 220), ('Machine Learning', 'tool', 'CUDA', 120, 190),
  ('Machine Learning', 'tool', 'Spark', 180, 150), ('Machine Learning', 'tool', 'Amazon Bedrock', 40, 210),
  ('DevOps', 'skill', 'Linux', 620, 600), ('DevOps', 'skill', 'Python', 480, 500), ('DevOps', 'skill', 'Bash', 400, 340),
  ('DevOps', 'skill', 'Go', 220, 280), ('DevOps', 'skill', 'CI/CD', 620, 620),
  ('DevOps', 'skill', 'Infrastructure as Code', 420, 520), ('DevOps', 'skill', 'Networking', 300, 290),
  ('DevOps', 'skill', 'Incident Response', 220, 270), ('DevOps', 'skill', 'Observability', 260, 380),
  ('DevOps', 'skill', 'Cost Optimization', 80, 200),
  ('DevOps', 'tool', 'Kubernetes', 620, 680), ('DevOps', 'tool', 'Docker', 600, 570),
  ('DevOps', 'tool', 'Terraform', 540, 640), ('DevOps', 'tool', 'AWS', 600, 610), ('DevOps', 'tool', 'Azure', 320, 340),
  ('DevOps', 'tool', 'Google Cloud', 220, 260), ('DevOps', 'tool', 'Ansible', 290, 210),
  ('DevOps', 'tool', 'Jenkins', 340, 190), ('DevOps', 'tool', 'Prometheus', 300, 350),
  ('DevOps', 'tool', 'Grafana', 270, 330), ('DevOps', 'tool', 'Argo CD', 110, 240),
  ('DevOps', 'tool', 'GitHub Actions', 200, 340),
  ('Security', 'skill', 'Threat Modeling', 380, 400), ('Security', 'skill', 'Incident Response', 440, 450),
  ('Security', 'skill', 'Network Security', 420, 380), ('Security', 'skill', 'Cloud Security', 340, 480),
  ('Security', 'skill', 'Python', 360, 400), ('Security', 'skill', 'Risk Assessment', 340, 350),
  ('Security', 'skill', 'Cryptography', 140, 150), ('Security', 'skill', 'Vulnerability Management', 380, 400),
  ('Security', 'skill', 'AI Security', 40, 230),
  ('Security', 'tool', 'Splunk', 320, 290), ('Security', 'tool', 'AWS', 320, 360),
  ('Security', 'tool', 'Microsoft Sentinel', 140, 230), ('Security', 'tool', 'CrowdStrike', 180, 250),
  ('Security', 'tool', 'Burp Suite', 190, 180), ('Security', 'tool', 'Wireshark', 170, 130),
  ('Security', 'tool', 'Terraform', 100, 180), ('Security', 'tool', 'Okta', 140, 190),
  ('Product Management', 'skill', 'Roadmapping', 560, 540),
  ('Product Management', 'skill', 'Stakeholder Management', 520, 510),
  ('Product Management', 'skill', 'User Research', 380, 390), ('Product Management', 'skill', 'Agile', 480, 380),
  ('Product Management', 'skill', 'Data Analysis', 380, 430), ('Product Management', 'skill', 'Experimentation', 260, 300),
  ('Product Management', 'skill', 'Prioritization', 360, 360), ('Product Management', 'skill', 'SQL', 180, 240),
  ('Product Management', 'skill', 'LLMs', 80, 310),
  ('Product Management', 'tool', 'Jira', 480, 400), ('Product Management', 'tool', 'Figma', 220, 260),
  ('Product Management', 'tool', 'Amplitude', 160, 190), ('Product Management', 'tool', 'Confluence', 260, 200),
  ('Product Management', 'tool', 'Linear', 50, 170), ('Product Management', 'tool', 'Tableau', 110, 100),
  ('Design', 'skill', 'User Research', 460, 460), ('Design', 'skill', 'Prototyping', 560, 540),
  ('Design', 'skill', 'Interaction Design', 480, 470), ('Design', 'skill', 'Visual Design', 420, 390),
  ('Design', 'skill', 'Design Systems', 340, 430), ('Design', 'skill', 'Accessibility', 220, 360),
  ('Design', 'skill', 'Usability Testing', 340, 330), ('Design', 'skill', 'HTML', 160, 130),
  ('Design', 'skill', 'CSS', 160, 140),
  ('Design', 'tool', 'Figma', 760, 830), ('Design', 'tool', 'Sketch', 170, 60),
  ('Design', 'tool', 'Adobe Creative Suite', 340, 270), ('Design', 'tool', 'Miro', 200, 210),
  ('Design', 'tool', 'Framer', 60, 150), ('Design', 'tool', 'Storybook', 90, 130),
  ('QA', 'skill', 'Test Automation', 640, 700), ('QA', 'skill', 'Manual Testing', 380, 240),
  ('QA', 'skill', 'Python', 330, 380), ('QA', 'skill', 'Java', 340, 290), ('QA', 'skill', 'API Testing', 400, 440),
  ('QA', 'skill', 'Agile', 340, 290), ('QA', 'skill', 'SQL', 280, 270), ('QA', 'skill', 'Performance Testing', 220, 240),
  ('QA', 'skill', 'TypeScript', 120, 260),
  ('QA', 'tool', 'Selenium', 480, 310), ('QA', 'tool', 'Playwright', 160, 460), ('QA', 'tool', 'Cypress', 220, 190),
  ('QA', 'tool', 'Postman', 300, 290), ('QA', 'tool', 'Jenkins', 260, 140), ('QA', 'tool', 'Jira', 400, 340),
  ('QA', 'tool', 'GitHub Actions', 120, 240), ('QA', 'tool', 'JMeter', 160, 130),
  ('Research', 'skill', 'Python', 720, 760), ('Research', 'skill', 'Machine Learning', 520, 520),
  ('Research', 'skill', 'Statistics', 480, 450), ('Research', 'skill', 'Deep Learning', 420, 450),
  ('Research', 'skill', 'Scientific Writing', 460, 450), ('Research', 'skill', 'LLMs', 180, 460),
  ('Research', 'skill', 'Experimental Design', 380, 370), ('Research', 'skill', 'R', 260, 200),
  ('Research', 'skill', 'C++', 220, 210),
  ('Research', 'tool', 'PyTorch', 420, 560), ('Research', 'tool', 'LaTeX', 240, 220),
  ('Research', 'tool', 'MATLAB', 240, 140), ('Research', 'tool', 'JAX', 90, 190),
  ('Research', 'tool', 'TensorFlow', 220, 110), ('Research', 'tool', 'CUDA', 120, 190),
  ('Research', 'tool', 'Jupyter', 260, 260),
  ('IT Support', 'skill', 'Troubleshooting', 700, 700), ('IT Support', 'skill', 'Customer Service', 460, 440),
  ('IT Support', 'skill', 'Networking', 420, 400), ('IT Support', 'skill', 'Windows', 520, 450),
  ('IT Support', 'skill', 'Linux', 240, 260), ('IT Support', 'skill', 'macOS', 200, 240),
  ('IT Support', 'skill', 'PowerShell', 220, 260), ('IT Support', 'skill', 'Identity Management', 160, 260),
  ('IT Support', 'tool', 'Active Directory', 480, 400), ('IT Support', 'tool', 'Microsoft 365', 480, 500),
  ('IT Support', 'tool', 'ServiceNow', 300, 340), ('IT Support', 'tool', 'Jira', 180, 190),
  ('IT Support', 'tool', 'Intune', 140, 280), ('IT Support', 'tool', 'VMware', 220, 130),
  ('IT Support', 'tool', 'Okta', 120, 200),
  ('Sales', 'skill', 'Negotiation', 520, 500), ('Sales', 'skill', 'Prospecting', 480, 460),
  ('Sales', 'skill', 'Communication', 460, 450), ('Sales', 'skill', 'Account Management', 420, 420),
  ('Sales', 'skill', 'Forecasting', 260, 270), ('Sales', 'skill', 'Presentation', 320, 310),
  ('Sales', 'skill', 'Consultative Selling', 240, 280),
  ('Sales', 'tool', 'Salesforce', 620, 580), ('Sales', 'tool', 'HubSpot', 300, 350),
  ('Sales', 'tool', 'LinkedIn Sales Navigator', 260, 270), ('Sales', 'tool', 'Outreach', 160, 160),
  ('Sales', 'tool', 'Excel', 220, 170), ('Sales', 'tool', 'Gong', 100, 180),
  ('Marketing', 'skill', 'SEO', 420, 380), ('Marketing', 'skill', 'Content Marketing', 440, 410),
  ('Marketing', 'skill', 'Copywriting', 360, 320), ('Marketing', 'skill', 'Email Marketing', 340, 310),
  ('Marketing', 'skill', 'Data Analysis', 260, 310), ('Marketing', 'skill', 'Social Media', 380, 370),
  ('Marketing', 'skill', 'Brand Strategy', 220, 220), ('Marketing', 'skill', 'Experimentation', 140, 200),
  ('Marketing', 'skill', 'Prompt Engineering', 20, 160),
  ('Marketing', 'tool', 'Google Analytics', 440, 420), ('Marketing', 'tool', 'HubSpot', 320, 340),
  ('Marketing', 'tool', 'Google Ads', 300, 290), ('Marketing', 'tool', 'Meta Ads', 240, 240),
  ('Marketing', 'tool', 'Salesforce', 160, 160), ('Marketing', 'tool', 'Canva', 160, 230),
  ('Marketing', 'tool', 'WordPress', 180, 130),
  ('Finance', 'skill', 'Financial Modeling', 480, 490), ('Finance', 'skill', 'Accounting', 460, 440),
  ('Finance', 'skill', 'Forecasting', 400, 410), ('Finance', 'skill', 'Budgeting', 360, 350),
  ('Finance', 'skill', 'GAAP', 240, 230), ('Finance', 'skill', 'IFRS', 160, 170), ('Finance', 'skill', 'SQL', 140, 230),
  ('Finance', 'skill', 'Python', 70, 150), ('Finance', 'skill', 'Reporting', 400, 380),
  ('Finance', 'tool', 'Excel', 740, 680), ('Finance', 'tool', 'SAP', 300, 290), ('Finance', 'tool', 'NetSuite', 160, 200),
  ('Finance', 'tool', 'Power BI', 180, 290), ('Finance', 'tool', 'Oracle', 180, 150),
  ('Finance', 'tool', 'QuickBooks', 120, 110),
  ('Human Resources', 'skill', 'Recruiting', 520, 500), ('Human Resources', 'skill', 'Employee Relations', 340, 340),
  ('Human Resources', 'skill', 'Onboarding', 360, 350), ('Human Resources', 'skill', 'Interviewing', 420, 410),
  ('Human Resources', 'skill', 'Compensation', 200, 220), ('Human Resources', 'skill', 'Employment Law', 180, 190),
  ('Human Resources', 'skill', 'Communication', 400, 390), ('Human Resources', 'skill', 'People Analytics', 80, 180),
  ('Human Resources', 'tool', 'Workday', 320, 350), ('Human Resources', 'tool', 'LinkedIn Recruiter', 380, 380),
  ('Human Resources', 'tool', 'Greenhouse', 200, 220), ('Human Resources', 'tool', 'Excel', 260, 210),
  ('Human Resources', 'tool', 'BambooHR', 110, 120),
  ('Operations', 'skill', 'Process Improvement', 480, 480), ('Operations', 'skill', 'Project Management', 440, 430),
  ('Operations', 'skill', 'Logistics', 340, 340), ('Operations', 'skill', 'Supply Chain', 340, 350),
  ('Operations', 'skill', 'Data Analysis', 260, 330), ('Operations', 'skill', 'Lean', 220, 210),
  ('Operations', 'skill', 'Inventory Management', 280, 270), ('Operations', 'skill', 'SQL', 100, 170),
  ('Operations', 'tool', 'Excel', 580, 520), ('Operations', 'tool', 'SAP', 340, 350),
  ('Operations', 'tool', 'Power BI', 140, 250), ('Operations', 'tool', 'Jira', 120, 130),
  ('Operations', 'tool', 'Oracle', 150, 130), ('Operations', 'tool', 'Smartsheet', 90, 110),
  ('Customer Support', 'skill', 'Customer Service', 760, 740), ('Customer Support', 'skill', 'Communication', 560, 550),
  ('Customer Support', 'skill', 'Problem Solving', 440, 430), ('Customer Support', 'skill', 'Conflict Resolution', 260, 260),
  ('Customer Support', 'skill', 'Writing', 240, 260), ('Customer Support', 'skill', 'Product Knowledge', 220, 230),
  ('Customer Support', 'skill', 'Spanish', 120, 120), ('Customer Support', 'skill', 'German', 90, 90),
  ('Customer Support', 'tool', 'Zendesk', 460, 440), ('Customer Support', 'tool', 'Salesforce', 260, 250),
  ('Customer Support', 'tool', 'Intercom', 160, 260), ('Customer Support', 'tool', 'Jira', 120, 130),
  ('Customer Support', 'tool', 'Slack', 140, 150), ('Customer Support', 'tool', 'Freshdesk', 110, 100),
  ('Legal', 'skill', 'Contract Law', 480, 470), ('Legal', 'skill', 'Compliance', 520, 530),
  ('Legal', 'skill', 'Legal Research', 380, 360), ('Legal', 'skill', 'Negotiation', 320, 320),
  ('Legal', 'skill', 'Data Privacy', 240, 340), ('Legal', 'skill', 'Employment Law', 180, 180),
  ('Legal', 'skill', 'Risk Assessment', 220, 230), ('Legal', 'skill', 'AI Regulation', 20, 220),
  ('Legal', 'tool', 'Microsoft 365', 320, 320), ('Legal', 'tool', 'DocuSign', 180, 190),
  ('Legal', 'tool', 'Ironclad', 60, 110), ('Legal', 'tool', 'Westlaw', 200, 190),
  ('Healthcare', 'skill', 'Patient Care', 640, 640), ('Healthcare', 'skill', 'Clinical Research', 220, 240),
  ('Healthcare', 'skill', 'Communication', 360, 350), ('Healthcare', 'skill', 'Medical Records', 380, 370),
  ('Healthcare', 'skill', 'Care Coordination', 300, 310), ('Healthcare', 'skill', 'Data Analysis', 120, 180),
  ('Healthcare', 'skill', 'First Aid', 240, 230),
  ('Healthcare', 'tool', 'Epic', 380, 400), ('Healthcare', 'tool', 'Cerner', 200, 160),
  ('Healthcare', 'tool', 'Excel', 200, 180), ('Healthcare', 'tool', 'Microsoft 365', 160, 180),
  ('Healthcare', 'tool', 'REDCap', 80, 100);

-- The number from 0 to n - 1 that a posting (or day, or company) always draws for a choice.
create or replace function pg_temp.draw(subject text, choice text, n int) returns int
language sql immutable
return ('x' || substr(md5(subject || ' ' || choice), 1, 7))::bit(28)::int % n;

-- Which of the two weights counts, 0 for 2025 and 1 for 2027: the later, the likelier is the second.
create or replace function pg_temp.era(subject text, choice text, progress int) returns int
language sql immutable
return (pg_temp.draw(subject, choice || ' era', 1000) < progress)::int;

-- The days that are missing, how many postings each has, and how far it is (per mille) from 2025-01-01 to 2027-01-01.
create temp table demo_days as
select day, to_char(day, 'YYYYMMDD') as stamp, least(1000, (day - date '2025-01-01') * 1000 / 730) as progress,
  2600                                                                             -- hundredths of a posting
    * (array[126, 140, 137, 127, 104, 36, 30])[extract(isodow from day)::int]      -- percent, Monday to Sunday
    * (array[107, 106, 107, 102, 100, 97, 93, 89, 106, 107, 101, 85])[extract(month from day)::int] / 1000
    * (1000 + (day - date '2025-01-01') / 3) / 1000                                -- grows by 12 percentage points a year
    * (86 + pg_temp.draw(day::text, 'postings', 29)) / 100000 as postings
from (select date '2025-01-01' + n as day from generate_series(0, (now() at time zone 'UTC')::date - date '2025-01-02') n)
where not exists (select from public.jobs where job_id = 'demo-' || to_char(day, 'YYYYMMDD') || '-001');

-- The choices of every owner share 1,000 slots in each era, by weight: a draw is looked up, not searched.
create temp table demo_slots as
select kind, owner, era, slot, value
from (
  select kind, owner, era, value, (sum(weight) over running - weight) * 1000 / sum(weight) over whole as low,
    sum(weight) over running * 1000 / sum(weight) over whole - 1 as high
  from demo_weights cross join lateral (values (0, weight_2025), (1, weight_2027)) eras (era, weight)
  where exists (select from demo_days)
  window whole as (partition by kind, owner, era), running as (whole order by value collate "C")
) shares
cross join lateral generate_series(low, high) slot;

alter table demo_slots add primary key (kind, owner, era, slot);
analyze demo_slots, demo_days, demo_companies, demo_countries, demo_functions, demo_levels, demo_abilities;

-- A duplicate is the posting before it, found on a platform again: it makes the same draws but for its own platform.
create temp table demo_postings as
with numbered as materialized (
  select day, progress, stamp, n, 'demo-' || stamp || '-' || lpad(n::text, 3, '0') as job_id,
    (n % 2 = 0 and pg_temp.draw(stamp || n, 'duplicate', 1000) < 30)::int as duplicate
  from demo_days cross join generate_series(1, postings) n
), subjects as materialized (
  select *, stamp || '-' || lpad((n - duplicate)::text, 3, '0') as subject from numbered
), hiring as materialized (
  select p.*, company, industry, l.value as level, pl.value as platform,
    case when l.value = 'Intern' then 'internship' else t.value end as job_type,
    case when pg_temp.draw(subject, 'at home', 100) < 62 then home else abroad.value end as country,
    case when pg_temp.draw(subject, 'in field', 100) < 20 then 'field' else 'function' end as trade
  from subjects p
  join demo_slots c on (c.kind, c.owner, c.era, c.slot) = ('company', '', 0, pg_temp.draw(subject, 'company', 1000))
  join demo_companies on company = c.value
  join demo_slots l on (l.kind, l.owner, l.era, l.slot)
    = ('level', '', pg_temp.era(subject, 'level', progress), pg_temp.draw(subject, 'level', 1000))
  join demo_slots pl on (pl.kind, pl.owner, pl.era, pl.slot)
    = ('platform', '', pg_temp.era(job_id, 'platform', progress), pg_temp.draw(job_id, 'platform', 1000))
  join demo_slots t on (t.kind, t.owner, t.era, t.slot)
    = ('job type', '', pg_temp.era(subject, 'job type', progress), pg_temp.draw(subject, 'job type', 1000))
  join demo_slots abroad on (abroad.kind, abroad.owner, abroad.era, abroad.slot)
    = ('country', '', pg_temp.era(subject, 'country', progress), pg_temp.draw(subject, 'country', 1000))
), jobs as materialized (
  select h.*, f.value as function
  from hiring h
  join demo_slots f on (f.kind, f.owner, f.era, f.slot)
    = (trade, case trade when 'field' then industry else '' end,
       pg_temp.era(subject, 'function', progress), pg_temp.draw(subject, 'function', 1000))
)
select j.*, city.value as location, t.value as plain_title, e.value as education,
  replace(replace(demo_levels.title, '{title}', t.value), '{team}', team) as title, duty, research, disclosed, currency,
  pg_temp.draw(subject, 'remote', 1000) < remote_2025 + (remote_2027 - remote_2025) * progress / 1000 as remote,
  case when job_type = 'fulltime' then period else 'hourly' end as period,
  case when job_type <> 'fulltime' then 2080 when period = 'monthly' then 12 else 1 end as periods,
  case when job_type = 'fulltime' then step when currency = 'INR' then 104000 else 2080 end as step,
  demo_functions.pay::bigint * demo_levels.pay / 100 * demo_countries.pay / 100 * rate / 1000
    * (88 + pg_temp.draw(company, 'pay', 25)) / 100 * (92 + pg_temp.draw(subject, 'pay', 17)) / 100 as yearly,
  8 + pg_temp.draw(subject, 'range', 10) as spread
from jobs j
join demo_functions using (function)
join demo_levels using (level)
join demo_countries using (country)
join demo_slots city on (city.kind, city.owner, city.era, city.slot)
  = ('city', country, 0, pg_temp.draw(subject, 'city', 1000))
join demo_slots t on (t.kind, t.owner, t.era, t.slot) = ('title', function, 0, pg_temp.draw(subject, 'title', 1000))
join demo_slots e on (e.kind, e.owner, e.era, e.slot)
  = ('education', case when function in (select owner from demo_weights where kind = 'education') then function else '' end,
     pg_temp.era(subject, 'education', progress), pg_temp.draw(subject, 'education', 1000));

analyze demo_postings;

insert into public.jobs (
  job_id, platform, actual_role, url, job_description, skills, tools, company_name, country, location, search_term,
  posted_date, scraped_at, is_remote, is_research, job_level_std, job_function_std, company_industry_std, job_type_filled,
  education_level, has_url_duplicate, job_relevance_score, salary_min, salary_max, salary_currency, salary_period)
select job_id, platform, title,
  'https://jobs.example/' || subject || '/' || trim(both '-' from regexp_replace(lower(title), '[^a-z]+', '-', 'g')),
  concat_ws(' ',
    company || ' is looking for ' || case when title ~ '^([AEIO]|HR)' then 'an ' else 'a ' end || title || ' in ' || location || '.',
    'You will ' || duty || '.',
    case when pg_temp.draw(subject, 'ask', 100) < 70 then 'We expect experience with ' || nullif(concat_ws(', ', skills, tools), '') || '.' end,
    case when remote then 'This is a remote position (' || country || ').'
      when pg_temp.draw(subject, 'office', 100) < 45
      then 'The team meets in the office ' || (array['two', 'three', 'four'])[1 + pg_temp.draw(subject, 'days', 3)] || ' days a week.' end),
  skills, tools, company, country, location, lower(plain_title), day,
  (day + time '18:00' + make_interval(mins => pg_temp.draw(job_id, 'scraped', 360))) at time zone 'UTC',
  remote, pg_temp.draw(subject, 'research', 1000) < research, level, function,
  case when pg_temp.draw(subject, 'industry known', 100) < 93 then industry end, job_type,
  case when pg_temp.draw(subject, 'education known', 100) < 72 then education end, duplicate,
  (50 + pg_temp.draw(subject, 'relevance', 50)) / 100.0,
  case when salaried then (yearly * (100 - spread) / 100 + step / 2) / step * step / periods end,
  case when salaried and pg_temp.draw(subject, 'open end', 100) >= 6
    then (yearly * (100 + spread) / 100 + step / 2) / step * step / periods end,
  case when salaried then currency end, case when salaried then period end
from demo_postings
cross join lateral (select pg_temp.draw(subject, 'salary', 100) < disclosed as salaried)
left join (
  select job_id, string_agg(name, ', ' order by place, name collate "C") filter (where kind = 'skill') as skills,
    string_agg(name, ', ' order by place, name collate "C") filter (where kind = 'tool') as tools
  from demo_postings join demo_abilities using (function)
  cross join lateral (select pg_temp.draw(subject, name, 1000) as place)
  where place < chance_2025 + (chance_2027 - chance_2025) * progress / 1000
  group by job_id
) abilities using (job_id)
order by job_id collate "C"
on conflict do nothing;

drop table pg_temp.demo_weights, pg_temp.demo_companies, pg_temp.demo_countries, pg_temp.demo_functions,
  pg_temp.demo_levels, pg_temp.demo_abilities, pg_temp.demo_days, pg_temp.demo_slots, pg_temp.demo_postings;
drop function pg_temp.draw, pg_temp.era;
