//! Salesforce: sign-in, REST, SOQL and SOSL with typed binding, look-ups and writes.
