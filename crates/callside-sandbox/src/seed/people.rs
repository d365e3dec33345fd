//! Companies, the people in them, and leads.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::names::{COMPANY_FIRST, COMPANY_LAST, FIRST, INDUSTRY_OF, LAST, PLACES, STREETS, TITLES, domain, mailbox};
use super::phones::Country;
use super::planter::Planter;
use super::setup::Users;

/// A company and its people.
#[derive(Debug)]
pub struct Company {
    /// Id of the account.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its people.
    pub people: Vec<Person>,
}

/// A contact.
#[derive(Debug)]
pub struct Person {
    /// Id.
    pub id: String,
    /// First and last name.
    pub name: String,
}

/// Plants companies with `contacts` people in all, and a quarter as many leads.
pub fn plant(planter: &mut Planter<'_>, users: &Users, contacts: usize) -> Vec<Company> {
    let mut names = HashSet::new();
    let mut companies = Vec::new();
    let mut left = contacts;
    while left > 0 {
        let kind = usize::try_from(planter.dice.below(COMPANY_LAST.len() as u64)).unwrap_or(0);
        let name = format!("{} {}", planter.dice.pick(&COMPANY_FIRST), COMPANY_LAST[kind]);
        let Some(name) = unheard(name, &mut names) else { continue };
        let size = usize::try_from(1 + planter.dice.below(6)).unwrap_or(1).min(left);
        companies.push(plant_company(planter, users, name, INDUSTRY_OF[kind], size));
        left -= size;
    }
    plant_leads(planter, users, contacts / 4, &mut names);
    companies
}

/// The name, if no company has it. In an org that is larger than there are names, they are told apart by a number.
fn unheard(name: String, names: &mut HashSet<String>) -> Option<String> {
    if names.insert(name.clone()) {
        return Some(name);
    }
    let are_used_up = names.len() > COMPANY_FIRST.len() * COMPANY_LAST.len() * 9 / 10;
    let numbered = format!("{name} {}", names.len());
    (are_used_up && names.insert(numbered.clone())).then_some(numbered)
}

fn plant_company(planter: &mut Planter<'_>, users: &Users, name: String, industry: &str, size: usize) -> Company {
    let place = *planter.dice.pick(&PLACES);
    let (country, country_name, city, state, postal_code) = place;
    let age = 30 + planter.dice.below(300);
    let created = planter.days_ago(age);
    let owner = planter.dice.pick(&users.agents).clone();
    let street = format!("{} {}", 1 + planter.dice.below(180), planter.dice.pick(&STREETS));
    let phone = phone(planter, country, false);
    let kind = if planter.dice.chance(70) { "Customer - Direct" } else { "Prospect" };
    let revenue = 250_000 + planter.dice.below(40) * 125_000;
    let employees = 5 + planter.dice.below(900);
    let id = planter.as_user(&owner).add("Account", created, json!({
        "Name": name, "Type": kind, "Industry": industry, "Phone": phone, "OwnerId": owner,
        "BillingStreet": street, "BillingCity": city, "BillingState": blank(state), "BillingPostalCode": postal_code,
        "BillingCountry": country_name, "AnnualRevenue": revenue, "NumberOfEmployees": employees,
        "Website": format!("https://www.{}", domain(&name)),
    }));
    let mut taken = HashSet::new();
    let mut people = Vec::new();
    while people.len() < size {
        let (first, last) = (*planter.dice.pick(&FIRST), *planter.dice.pick(&LAST));
        if taken.insert((first, last)) {
            people.push(plant_contact(planter, &id, &name, country, &owner, first, last));
        }
    }
    Company { id, name, people }
}

fn plant_contact(
    planter: &mut Planter<'_>,
    account: &str,
    company: &str,
    country: Country,
    owner: &str,
    first: &str,
    last: &str,
) -> Person {
    let age = 10 + planter.dice.below(200);
    let created = planter.days_ago(age);
    let desk = if planter.dice.chance(80) { phone(planter, country, false) } else { Value::Null };
    let mobile = if planter.dice.chance(60) { phone(planter, country, true) } else { Value::Null };
    let title = *planter.dice.pick(&TITLES);
    let do_not_call = planter.dice.chance(3);
    let tier = *planter.dice.pick(&["Basic", "Silver", "Gold"]);
    let id = planter.add(
        "Contact",
        created,
        json!({
            "FirstName": first, "LastName": last, "AccountId": account, "Title": title, "Phone": desk,
            "MobilePhone": mobile, "OwnerId": owner, "DoNotCall": do_not_call, "Support_Tier__c": tier,
            "Email": format!("{}@{}", mailbox(first, last), domain(company)),
        }),
    );
    Person { id, name: format!("{first} {last}") }
}

fn plant_leads(planter: &mut Planter<'_>, users: &Users, count: usize, names: &mut HashSet<String>) {
    let mut planted = 0;
    while planted < count {
        let company = format!("{} {}", planter.dice.pick(&COMPANY_FIRST), planter.dice.pick(&COMPANY_LAST));
        let Some(company) = unheard(company, names) else { continue };
        planted += 1;
        let (country, country_name, city, state, postal_code) = *planter.dice.pick(&PLACES);
        let (first, last) = (*planter.dice.pick(&FIRST), *planter.dice.pick(&LAST));
        let owner = planter.dice.pick(&users.agents).clone();
        let age = planter.dice.below(60);
        let created = planter.days_ago(age);
        let phone = phone(planter, country, false);
        let status = *planter.dice.pick(&["Open - Not Contacted", "Open - Not Contacted", "Working - Contacted"]);
        let source = *planter.dice.pick(&["Web", "Phone Inquiry", "Partner Referral"]);
        let rating = *planter.dice.pick(&["Hot", "Warm", "Cold"]);
        let title = *planter.dice.pick(&TITLES);
        planter.as_user(&owner).add(
            "Lead",
            created,
            json!({
                "FirstName": first, "LastName": last, "Company": company, "Title": title, "Phone": phone,
                "Status": status, "LeadSource": source, "Rating": rating, "OwnerId": owner, "City": city,
                "State": blank(state), "PostalCode": postal_code, "Country": country_name,
                "Email": format!("{}@{}", mailbox(first, last), domain(&company)),
            }),
        );
    }
}

fn phone(planter: &mut Planter<'_>, country: Country, mobile: bool) -> Value {
    planter.phones.typed(&mut planter.dice, country, mobile).into()
}

fn blank(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}
