// How things are called on the page.
(function (K) {
  "use strict";

  const CLAIMS = {
    TroopClaim: "Troops", ArmsClaim: "Arms", TreatyClaim: "Treaty", ClauseClaim: "Treaty clause",
    AttackClaim: "Attack", MeetingClaim: "Meeting", Statement: "Statement", EventClaim: "Event",
  };
  const KINDS = {
    State: "State", Agency: "Agency", Ministry: "Ministry", IntelligenceService: "Intelligence service",
    ArmedForce: "Armed force", Legislature: "Legislature", Official: "Official", Person: "Person",
    Organization: "Organisation", IGO: "Intergovernmental organisation", Company: "Company", MediaOutlet: "Media outlet",
    ArmedGroup: "Armed group", UnnamedSource: "Unnamed source", Place: "Place", Treaty: "Treaty", Equipment: "Equipment",
  };
  K.relations = { cooperation: "Cooperation", conflict: "Conflict", neutral: "Neither", attribution: "Claims about", affiliation: "Affiliation" };

  K.fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  K.compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
  K.title = (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  K.count = (n) => n.toLocaleString("en");
  K.plural = (n, one, many) => K.count(n) + " " + (n === 1 ? one : many || one + "s");
  K.clip = (text, n) => (text.length > n ? text.slice(0, n - 1) + "…" : text);
  K.claimType = (type) => K.own(CLAIMS, type) || type;
  K.kind = (type) => K.own(KINDS, type) || type;
  K.kinds = (type) => (K.own(K.looks, type) || { label: type }).label;
  K.name = (id, printed) => {
    const actor = K.actors.get(id);
    return actor ? actor.name : printed || "unknown";
  };
  // A relation that its claims deny must never read like one that they affirm. (To deny X is still to claim about X.)
  K.relation = (edge) => edge.relation + (edge.polarity === "-" && edge.kind !== "attribution" ? " (denied)" : "");
  K.eventSign = (event) => {
    const quad = K.own(K.events, event || "");
    return quad === undefined ? 0 : quad.endsWith("cooperation") ? 1 : -1;
  };

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  // "2024-10-03" as "3 Oct 2024".
  K.day = (iso) => (iso ? Number(iso.slice(8, 10)) + " " + MONTHS[Number(iso.slice(5, 7)) - 1] + " " + iso.slice(0, 4) : "");
  K.month = (iso) => (iso ? MONTHS[Number(iso.slice(5, 7)) - 1] + " " + iso.slice(0, 4) : "");
  K.when = (time) => {
    const days = time.start && time.end && time.start !== time.end ? K.day(time.start) + " to " + K.day(time.end) : K.day(time.start || time.end);
    return days && days !== time.text ? (time.text ? time.text + " (" + days + ")" : days) : time.text || days;
  };
})(window.kgraph);
