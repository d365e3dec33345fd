//! The named callers, as a client finds them.

use crate::client::{Desk, send};

#[tokio::test]
async fn sarah_has_an_open_case_an_open_deal_and_past_calls() {
    let desk = Desk::new().await;
    let id = desk.caller("known_contact");
    let soql = format!(
        "SELECT Name, Title, MobilePhone, Account.Name, (SELECT Subject FROM Cases WHERE IsClosed = false), \
         (SELECT CallDisposition, ActivityDate FROM Tasks ORDER BY ActivityDate DESC) FROM Contact WHERE Id = '{id}'"
    );
    let reply = desk.query(&soql).await;
    let sarah = &reply.body["records"][0];
    assert_eq!((sarah["Name"].as_str(), sarah["Title"].as_str()), (Some("Sarah Johnson"), Some("VP of Operations")));
    assert_eq!(sarah["Account"]["Name"], "Acme Corporation");
    assert_eq!(sarah["MobilePhone"], "(415) 555-0134");
    assert_eq!(sarah["Cases"]["totalSize"], 1);
    assert_eq!(sarah["Tasks"]["records"][0]["CallDisposition"], "Callback Requested");
    assert_eq!(sarah["Tasks"]["totalSize"], 3);
    let deals =
        "SELECT Name, StageName, Account.Name FROM Opportunity WHERE Name = 'Renewal 2027' AND IsClosed = false";
    assert_eq!(desk.query(deals).await.body["records"][0]["Account"]["Name"], "Acme Corporation");
}

#[tokio::test]
async fn a_full_org_is_a_few_hundred_believable_people() {
    let desk = Desk::with(callside_sandbox::SandboxOptions::default()).await;
    for (object, least) in [
        ("Contact", 240),
        ("Lead", 60),
        ("Account", 60),
        ("Opportunity", 20),
        ("Case", 40),
        ("Task", 100),
        ("User", 5),
        ("Product2", 8),
        ("PricebookEntry", 16),
        ("Campaign", 3),
        ("CampaignMember", 10),
        ("Knowledge__kav WHERE PublishStatus = 'Online' AND Language = 'en_US'", 8),
        ("Group", 3),
    ] {
        let total = desk.query(&format!("SELECT COUNT() FROM {object}")).await.body["totalSize"].as_u64().unwrap();
        assert!(total >= least, "{object}: {total}");
    }
    let groups = "SELECT StageName, COUNT(Id) FROM Opportunity GROUP BY StageName";
    assert!(desk.query(groups).await.body["totalSize"].as_u64().unwrap() >= 4);
    let listed = send(desk.control(reqwest::Method::GET, "/callers")).await.body;
    assert_eq!(listed["callers"].as_array().unwrap().len(), 7);
}
