//! Several calls in one: composite, batch, graph, tree.

use serde_json::{Value, json};

use crate::client::Desk;

fn part(method: &str, path: &str, reference: &str, body: Value) -> Value {
    json!({"method": method, "url": format!("/services/data/v59.0{path}"), "referenceId": reference, "body": body})
}

fn statuses(response: &Value) -> Vec<u64> {
    response.as_array().unwrap().iter().map(|part| part["httpStatusCode"].as_u64().unwrap()).collect()
}

/// A wrap-up as the app sends it: log, stage, follow-up.
fn wrap_up(desk: &Desk, stage_field: &str) -> Value {
    let contact = desk.caller("known_contact");
    json!({"allOrNone": true, "compositeRequest": [
        part("POST", "/sobjects/Task", "log", json!({"Subject": "Call", "WhoId": contact, "CallObject": "five9:9"})),
        part("GET", "/query?q=SELECT+Id+FROM+Opportunity+WHERE+Name='Renewal+2027'", "deal", Value::Null),
        part("PATCH", "/sobjects/Opportunity/@{deal.records[0].Id}", "stage", json!({stage_field: "Closed Won"})),
        part("POST", "/sobjects/Task", "follow", json!({"Subject": "Follow up @{log.id}", "WhoId": contact})),
    ]})
}

#[tokio::test]
async fn a_whole_wrap_up_is_written_at_once() {
    let desk = Desk::new().await;
    let reply = desk.post("/composite", wrap_up(&desk, "StageName")).await;
    let parts = &reply.body["compositeResponse"];
    assert_eq!(statuses(parts), [201, 200, 204, 201], "{}", reply.text);
    assert!(parts[0]["httpHeaders"]["Location"].as_str().unwrap().contains("/sobjects/Task/00T"));
    assert_eq!(parts[2]["body"], Value::Null);
    let ledger = desk.ledger();
    assert_eq!(ledger.iter().map(|entry| entry.object.as_str()).collect::<Vec<_>>(), ["Task", "Opportunity", "Task"]);
    assert_eq!(ledger[2].fields["Subject"], format!("Follow up {}", ledger[0].id));
    assert!(ledger.iter().all(|entry| entry.request == ledger[0].request));
}

#[tokio::test]
async fn one_refusal_undoes_an_all_or_none_request() {
    let desk = Desk::new().await;
    let reply = desk.post("/composite", wrap_up(&desk, "Stage")).await;
    assert_eq!(reply.status, 200);
    let parts = &reply.body["compositeResponse"];
    assert_eq!(statuses(parts), [400, 400, 400, 400]);
    assert_eq!(parts[2]["body"][0]["errorCode"], "INVALID_FIELD");
    for index in [0, 1, 3] {
        assert_eq!(parts[index]["body"][0]["errorCode"], "PROCESSING_HALTED");
    }
    assert!(desk.ledger().is_empty());
    let logged = desk.query("SELECT COUNT() FROM Task WHERE CallObject = 'five9:9'").await;
    assert_eq!(logged.body["totalSize"], 0);
}

#[tokio::test]
async fn without_all_or_none_the_good_parts_stay() {
    let desk = Desk::new().await;
    let body = json!({"allOrNone": false, "compositeRequest": [
        part("POST", "/sobjects/Contact", "bad", json!({"FirstName": "x"})),
        part("POST", "/sobjects/Task", "tied", json!({"Subject": "x", "WhoId": "@{bad.id}"})),
        part("POST", "/sobjects/Task", "good", json!({"Subject": "y"})),
    ]});
    let parts = desk.post("/composite", body).await.body["compositeResponse"].clone();
    assert_eq!(statuses(&parts), [400, 400, 201]);
    assert_eq!(parts[1]["body"][0]["errorCode"], "PROCESSING_HALTED");
    assert_eq!(desk.ledger().len(), 1);
}

#[tokio::test]
async fn a_request_with_too_much_or_bad_names_is_refused_whole() {
    let desk = Desk::new().await;
    let task = |reference: &str| part("POST", "/sobjects/Task", reference, json!({"Subject": "x"}));
    let query = |reference: &str| part("GET", "/query?q=SELECT+Id+FROM+Task", reference, Value::Null);
    let many = |count: usize, one: &dyn Fn(&str) -> Value| -> Vec<Value> {
        (0..count).map(|number| one(&format!("r{number}"))).collect()
    };
    for parts in [many(26, &task), many(6, &query), vec![task("a"), task("a")], vec![task("1 a")]] {
        let reply = desk.post("/composite", json!({"compositeRequest": parts})).await;
        assert_eq!(reply.status, 400);
    }
    assert!(desk.ledger().is_empty());
    let nested = part("POST", "/composite", "n", json!({"compositeRequest": []}));
    let reply = desk.post("/composite", json!({"compositeRequest": [nested]})).await;
    assert_eq!(statuses(&reply.body["compositeResponse"]), [404]);
}

#[tokio::test]
async fn a_part_has_headers_of_its_own() {
    let desk = Desk::new().await;
    let mut late = part("PATCH", &format!("/sobjects/Lead/{}", desk.caller("lead")), "late", json!({"Title": "x"}));
    late["httpHeaders"] = json!({"If-Unmodified-Since": "Wed, 01 Jan 2020 00:00:00 GMT"});
    let mut twin = part(
        "POST",
        "/sobjects/Contact",
        "twin",
        json!({"LastName": "Johnson", "Email": "sarah.johnson@acme.example"}),
    );
    twin["httpHeaders"] = json!({"Sforce-Duplicate-Rule-Header": "allowSave=true"});
    let reply = desk.post("/composite", json!({"compositeRequest": [late, twin]})).await;
    assert_eq!(statuses(&reply.body["compositeResponse"]), [412, 201], "{}", reply.text);
}

#[tokio::test]
async fn a_key_that_a_composite_resource_does_not_have_is_refused_and_nothing_is_done() {
    let desk = Desk::new().await;
    let lead = json!({"LastName": "A", "Company": "B"});
    let written = || part("POST", "/sobjects/Lead", "lead", lead.clone());
    let with = |mut body: Value, key: &str| {
        body[key] = json!(true);
        body
    };
    let batch = json!({"method": "POST", "url": "v59.0/sobjects/Lead", "richInput": lead});
    let graph = |part: Value| json!({"graphId": "g", "compositeRequest": [part]});
    for (path, body, key) in [
        ("", with(json!({"compositeRequest": [written()]}), "allornone"), "allornone"),
        ("", json!({"compositeRequest": [with(written(), "richInput")]}), "richInput"),
        ("/batch", with(json!({"batchRequests": [batch.clone()]}), "allOrNone"), "allOrNone"),
        ("/batch", json!({"batchRequests": [with(batch, "referenceId")]}), "referenceId"),
        ("/graph", with(json!({"graphs": [graph(written())]}), "allOrNone"), "allOrNone"),
        ("/graph", json!({"graphs": [with(graph(written()), "allOrNone")]}), "allOrNone"),
        ("/graph", json!({"graphs": [graph(with(written(), "headers"))]}), "headers"),
    ] {
        let reply = desk.post(&format!("/composite{path}"), body).await;
        assert_eq!((reply.status, &reply.body[0]["errorCode"]), (400, &json!("JSON_PARSER_ERROR")), "{}", reply.text);
        let told = reply.body[0]["message"].as_str().unwrap();
        assert_eq!(told, format!("Unrecognized field \"{key}\""), "{path}");
    }
    assert!(desk.ledger().is_empty());
    let collated = json!({"collateSubrequests": true, "compositeRequest": [written()]});
    assert_eq!(statuses(&desk.post("/composite", collated).await.body["compositeResponse"]), [201]);
}

#[tokio::test]
async fn a_batch_goes_on_or_halts() {
    let desk = Desk::new().await;
    let batch = |halt: bool| {
        json!({"haltOnError": halt, "batchRequests": [
            {"method": "GET", "url": "v59.0/limits"},
            {"method": "POST", "url": "v59.0/sobjects/Lead", "richInput": {"LastName": "A"}},
            {"method": "POST", "url": "v59.0/sobjects/Lead", "richInput": {"LastName": "A", "Company": "B"}},
        ]})
    };
    let codes = |body: &Value| -> Vec<u64> {
        body["results"].as_array().unwrap().iter().map(|one| one["statusCode"].as_u64().unwrap()).collect()
    };
    let halted = desk.post("/composite/batch", batch(true)).await.body;
    assert_eq!((halted["hasErrors"].as_bool(), codes(&halted)), (Some(true), vec![200, 400, 412]));
    assert_eq!(halted["results"][2]["result"][0]["errorCode"], "BATCH_PROCESSING_HALTED");
    assert_eq!(codes(&desk.post("/composite/batch", batch(false)).await.body), [200, 400, 201]);
}

#[tokio::test]
async fn each_graph_stands_or_falls_alone() {
    let desk = Desk::new().await;
    let graph = |id: &str, last_name: Value| {
        json!({"graphId": id, "compositeRequest": [
            part("POST", "/sobjects/Account", "a", json!({"Name": id})),
            part("POST", "/sobjects/Contact", "c", json!({"LastName": last_name, "AccountId": "@{a.id}"})),
        ]})
    };
    let body = json!({"graphs": [graph("good", json!("A")), graph("bad", Value::Null)]});
    let graphs = desk.post("/composite/graph", body).await.body["graphs"].clone();
    assert_eq!((graphs[0]["isSuccessful"].as_bool(), graphs[1]["isSuccessful"].as_bool()), (Some(true), Some(false)));
    assert_eq!(statuses(&graphs[0]["graphResponse"]["compositeResponse"]), [201, 201]);
    assert_eq!(desk.ledger().len(), 2);
}

#[tokio::test]
async fn a_tree_is_planted_whole() {
    let desk = Desk::new().await;
    let tree = |last_name: &str| {
        json!({"records": [{
            "attributes": {"type": "Account", "referenceId": "a1"}, "Name": "Tree",
            "Contacts": {"records": [
                {"attributes": {"type": "Contact", "referenceId": "c1"}, "LastName": last_name},
            ]},
        }]})
    };
    let bad = desk.post("/composite/tree/Account", tree("")).await;
    assert_eq!((bad.status, bad.body["hasErrors"].as_bool()), (400, Some(true)));
    assert_eq!(bad.body["results"][0]["referenceId"], "c1");
    assert!(desk.ledger().is_empty());
    let good = desk.post("/composite/tree/Account", tree("Leaf")).await;
    assert_eq!(good.status, 201);
    let ids = good.body["results"].as_array().unwrap();
    let contact = desk.get(&format!("/sobjects/Contact/{}", ids[1]["id"].as_str().unwrap())).await.body;
    assert_eq!(contact["AccountId"], ids[0]["id"]);
}
