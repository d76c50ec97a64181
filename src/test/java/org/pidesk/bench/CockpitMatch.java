package org.pidesk.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pidesk.bench.Door.Turn;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.signin.KnownBrowser;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.context.ApplicationContext;

/** What Cockpit shows a compliance manager, while few cases of the organisation are open and while many are. */
final class CockpitMatch {
    private static final String MANAGER = "watcher";
    private static final Map<String, String> PAGES = Map.of(
            "/desk/cockpit/figures", "\"breached\":",
            "/desk/cockpit/activities?definition=", "\"median\":");

    private final ApplicationContext product;
    private final Spectator server;
    private final Report report;
    private int open;

    CockpitMatch(ApplicationContext product, Spectator server, Report report) {
        this.product = product;
        this.server = server;
        this.report = report;
    }

    void run(List<Integer> sizes, int rounds) {
        product.getBean(SamplePeople.class).moveIn();
        var manager = hire();
        var turns = new LinkedHashMap<String, Map<Integer, List<Turn>>>();
        try (var door = new Door("Cockpit", new ProductionShape(product.getEnvironment(), server).start(), server)) {
            for (int size : sizes) {
                growTo(size);
                PAGES.forEach((page, inIt) -> turns.computeIfAbsent(page, first -> new LinkedHashMap<>())
                        .put(size, measure(door, manager, page, inIt, size, rounds)));
            }
        }
        turns.forEach(this::growth);
        server.change("delete from act_hi_actinst where id_ like 'crowd %'");
        server.change("delete from request where reference like 'crowd %'");
        server.change("vacuum analyze");
    }

    private List<Turn> measure(Door door, Clerk manager, String page, String inIt, int size, int rounds) {
        try (var line = new Line(door.port())) {
            door.expect(List.of(manager.asks(line, page.endsWith("=") ? page + definition() : page)), inIt);
        }
        door.warmUp();
        var turns = new ArrayList<Turn>();
        for (int round = 0; round < rounds; round++) {
            turns.add(door.turn());
        }
        report.cost("Cockpit, %,d cases open".formatted(size), page, Turn.figures("pages", turns));
        return turns;
    }

    private String definition() {
        return server.column("select id_ from act_re_procdef where key_ = 'deIdentify'")
                .get(0);
    }

    /** Each size against the smallest. */
    private void growth(String page, Map<Integer, List<Turn>> turns) {
        var sizes = List.copyOf(turns.keySet());
        for (int size : sizes.subList(1, sizes.size())) {
            report.ratio(
                    Goal.atMost("6a", 1.2),
                    "%s, time for each, %,d / %,d cases open".formatted(page, size, sizes.get(0)),
                    Spread.ofRatios(turns.get(sizes.get(0)), turns.get(size), Turn::perSecond));
        }
    }

    /** All kinds, of all ages: a quarter of them late. Each has been at two desks. */
    private void growTo(int size) {
        server.change("""
                insert into request (reference, organisation, type, status, received_at, due, told, pseudonym, rung)
                select 'crowd ' || n, '%s', (array['LOOK_UP', 'ALTERATION', 'WITHDRAWAL', 'DE_IDENTIFICATION'])[n %% 4 + 1],
                    'IN_PROGRESS', now() - interval '30 days' + n %% 40 * interval '1 day', current_date + (n %% 40 - 10),
                    current_date, gen_random_uuid(), (array['BREACHED', 'AT_RISK', 'HALF', null])[n %% 40 / 10 + 1]
                from generate_series(%d, %d) n""".formatted(SamplePeople.ABC_MOTORS, open + 1, size));
        server.change("""
                insert into act_hi_actinst (id_, proc_def_key_, proc_def_id_, proc_inst_id_, execution_id_, act_id_,
                    act_type_, start_time_, end_time_, duration_, tenant_id_)
                select 'crowd ' || n || act, 'deIdentify', '', 'crowd ' || n, 'crowd ' || n, act, 'userTask',
                    now() - interval '31 days', now() - n %% 30 * interval '1 day', n %% 1000000 * 1000, '%s'
                from generate_series(%d, %d) n,
                    unnest(array['userTask_sayWhoseRecordItIs', 'userTask_decideWhatMustStay']) act""".formatted(SamplePeople.ABC_MOTORS, open + 1, size));
        server.change("vacuum analyze");
        open = size;
    }

    private Clerk hire() {
        product.getBean(KnownBrowser.class).isRunning();
        product.getBean(StaffMembers.class)
                .register(
                        Hires.member(MANAGER, "A Manager", Role.COMPLIANCE_MANAGER, SamplePeople.ABC_MOTORS),
                        Clerk.PASSWORD);
        return new Clerk(MANAGER, KnownBrowser.of(MANAGER).orElseThrow());
    }
}
