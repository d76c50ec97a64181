package org.pidesk.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpCookie;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/** A member of staff who does whatever task there is, by the same calls as Tasklist and our forms in it. */
final class Clerk implements Runnable {
    static final String PASSWORD = "wilted-marmalade-on-tuesday";

    private static final String TASKS = "/camunda/api/engine/engine/default/task";
    private static final String EVIDENCE = "Ticket 4711, closed this morning.";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The longer the list, the more of it others have done meanwhile. */
    private static final int AT_ONCE = 12;

    private static final Duration BREATH = Duration.ofMillis(250);

    /** What staff and compliance managers answer to each task. */
    private static final Map<String, Map<String, Object>> OF_STAFF = Map.of(
            "userTask_lookInSystem", Map.of("outcome", "NOT_FOUND", "evidence", EVIDENCE),
            "userTask_makeSameChanges",
                    Map.of(
                            "evidence",
                            EVIDENCE,
                            "fields",
                            List.of(Map.of("field", "SURNAME", "outcome", "DONE", "because", ""))),
            "userTask_decideWhatMustStay",
                    Map.of("decision", "NOTHING_HOLDS", "reason", "No deal, no dispute, no record by law."),
            "userTask_deIdentifyAtSystem", Map.of("outcome", "DONE", "evidence", EVIDENCE));

    private static final Map<String, Map<String, Object>> OF_MANAGERS = Map.of(
            "userTask_releaseDeIdentification",
            Map.of("verdict", "RELEASE", "reason", "Looked at the record and its deals."));

    private final String username;
    /** By what the browser is known; its value is another one after each sign-in. */
    private final String device;

    /** Cookies of other browsers that are known, too. */
    private final Queue<String> spare;

    private final Map<String, Map<String, Object>> answers;
    private final String names;
    private final Nodes nodes;
    private final Browser browser;
    private final AtomicLong done;
    private Node at;
    private int life;
    private volatile boolean isHome;

    private Clerk(
            String username,
            List<HttpCookie> known,
            Map<String, Map<String, Object>> answers,
            Nodes nodes,
            AtomicLong done) {
        this.username = username;
        this.device = "__Host-" + known.get(0).getName().replaceFirst("^__Host-", "");
        this.spare = new ArrayDeque<>(known.stream().map(HttpCookie::getValue).toList());
        this.answers = answers;
        this.names = String.join(",", answers.keySet());
        this.nodes = nodes;
        this.browser = new Browser(nodes, "192.0.2.1");
        this.done = done;
        browser.keep(device, spare.remove());
    }

    static Clerk ofStaff(String username, List<HttpCookie> known, Nodes nodes, AtomicLong done) {
        return new Clerk(username, known, OF_STAFF, nodes, done);
    }

    static Clerk ofManagers(String username, List<HttpCookie> known, Nodes nodes, AtomicLong done) {
        return new Clerk(username, known, OF_MANAGERS, nodes, done);
    }

    void goHome() {
        isHome = true;
    }

    @Override
    public void run() {
        while (!isHome) {
            try {
                if (!isSignedIn()) {
                    signIn();
                } else if (workOnAll() == 0) {
                    Database.pause(BREATH);
                }
            } catch (IOException interrupted) {
                at = null;
                Database.pause(BREATH);
            }
        }
    }

    private boolean isSignedIn() {
        return at != null && at.isUp() && at.starts() == life;
    }

    private void signIn() throws IOException {
        var node = nodes.next();
        if (!node.isUp()) {
            Database.pause(BREATH);
            return;
        }
        browser.stickTo(node);
        browser.forgetAllBut(device);
        var page = browser.once("GET", "/login", "text/html", null, Map.of());
        var answer = browser.once(
                "POST",
                "/login",
                "text/html",
                Browser.form(page, Map.of("username", username, "password", PASSWORD)),
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
        if (answer.leadsTo("/login/device") && !spare.isEmpty()) {
            // the answer that renewed the cookie was lost with its node
            browser.keep(device, spare.remove());
        } else if (answer.leadsTo("/camunda") || answer.leadsTo("/desk")) {
            // as Tasklist does first; with it comes the token that changes are sent with
            browser.once("GET", "/camunda/app/tasklist/default/", "text/html", null, Map.of());
            at = node;
            life = node.starts();
        } else {
            // the page's session died with its node
            Database.pause(BREATH);
        }
    }

    /** @return how many were done */
    private int workOnAll() throws IOException {
        var before = done.get();
        var found = call("GET", TASKS + "?maxResults=" + AT_ONCE + "&taskDefinitionKeyIn=" + names, null);
        if (found.status() != 200) {
            at = null;
            return 0;
        }
        var tasks = new ArrayList<JsonNode>();
        JSON.readTree(found.body()).forEach(tasks::add);
        // who works in another order seldom meets the others
        Collections.shuffle(tasks);
        for (var task : tasks) {
            if (!isHome) {
                answer(
                        task.get("id").asText(),
                        answers.get(task.get("taskDefinitionKey").asText()));
            }
        }
        return (int) (done.get() - before);
    }

    private void answer(String task, Map<String, Object> words) throws IOException {
        var sheet = call("GET", "/desk/tasks/" + task, null);
        if (sheet.status() != 200) {
            return;
        }
        var saved = browser.once(
                "PUT",
                "/desk/tasks/" + task + "/answer?writer=chaos&edition=1",
                "application/json",
                JSON.writeValueAsString(words),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "X-Requested-With",
                        "pidesk",
                        "X-CSRF-TOKEN",
                        sheet.token()));
        if (saved.status() == 400) {
            throw new IllegalStateException("Not an answer: " + saved.body());
        }
        if (saved.status() == 204) {
            // who comes second, or never learns that it was done, does not find it in the list again
            if (call("POST", TASKS + "/" + task + "/submit-form", "{}").status() == 204) {
                done.incrementAndGet();
            }
        }
    }

    private Browser.Answer call(String method, String path, String json) throws IOException {
        return browser.once(method, path, "application/json, */*", json, Map.of("Content-Type", "application/json"));
    }
}
