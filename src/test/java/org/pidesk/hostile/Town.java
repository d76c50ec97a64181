package org.pidesk.hostile;

import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.pidesk.consent.DetailLinks;
import org.pidesk.consent.Interests;
import org.pidesk.consent.Unsubscribes;
import org.pidesk.contact.Field;
import org.pidesk.identity.Proving;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A dealership in the middle of its work: something of everything is there, open to whom it belongs to. */
@Component
class Town {
    static final String PASSWORD = "correct horse battery";
    private static final Pattern COMPLAINT = Pattern.compile("/abc-motors/pi/complaint/([a-z]+)");

    private final Stage stage;
    private final StaffMembers staff;
    private final Interests interests;
    private final Unsubscribes unsubscribes;
    private final DetailLinks details;
    private final Proving proving;
    private final TaskService tasks;
    private final JdbcClient database;
    private final ApplicationContext application;

    Town(
            Stage stage,
            StaffMembers staff,
            Interests interests,
            Unsubscribes unsubscribes,
            DetailLinks details,
            Proving proving,
            TaskService tasks,
            JdbcClient database,
            ApplicationContext application) {
        this.stage = stage;
        this.staff = staff;
        this.interests = interests;
        this.unsubscribes = unsubscribes;
        this.details = details;
        this.proving = proving;
        this.tasks = tasks;
        this.database = database;
        this.application = application;
    }

    void wakes() {
        stage.proofOf(THANDI);
        staff.register(Hires.member("naledi", "Naledi Khumalo", Role.DEALERSHIP_STAFF, ABC_MOTORS), PASSWORD);
        staff.register(Hires.member("johan", "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), PASSWORD);
        staff.register(Hires.member("sipho", "Sipho Mthembu", Role.DEALERSHIP_STAFF, ABC_MOTORS), PASSWORD);
        staff.register(Hires.ADMIN, PASSWORD);
        interests.add(ABC_MOTORS, "New cars", "To tell you of new cars", "naledi");
        stage.withdraw(FRED);
        stage.deIdentify(AISHA);
        stage.lookUp(MALLORY);
        stage.alter(PIETER, Map.of(Field.SURNAME, "Botha"));
        stage.work();
    }

    /** @param people so many more, whose addresses are {@link #held} */
    void holds(int people) {
        database.sql("insert into contact (id, organisation, number, first_name, last_name, email, source,"
                        + " consent_to_process, consent_to_market, state, pseudonym)"
                        + " select gen_random_uuid(), 'abc-motors', 900000 + n, 'First', 'Last',"
                        + " 'person' || lpad(n::text, 5, '0') || '@held.example.com', 'Test', true, true,"
                        + " 'ACTIVE', gen_random_uuid() from generate_series(0, :last) n")
                .param("last", people - 1)
                .update();
    }

    static String held(int number) {
        return "person%05d@held.example.com".formatted(number);
    }

    /** As long, and nobody's. */
    static String unknown(int number) {
        return held(number).replace("held", "none");
    }

    /** What the browser of somebody keeps who has proven to be Thandi. */
    String proofOfThandi() {
        return proving.prove(ABC_MOTORS, List.of(THANDI)).get(0).value();
    }

    List<Task> tasks() {
        return tasks.createTaskQuery().list();
    }

    List<String> references() {
        return database.sql("select reference from request order by received_at desc limit 100")
                .query(String.class)
                .list();
    }

    /** What stands in the open parts of an address. */
    Map<String, String> places(String pattern) {
        var places = new HashMap<String, String>();
        places.put("organisation", "abc-motors");
        places.put("reference", references().get(0));
        places.put("which", references().get(0));
        places.put("username", "sipho");
        places.put("report", "volumes");
        places.put("code", one("select code from interest"));
        places.put("device", one("select id::text from device"));
        places.put(
                "id", one("select id::text from " + (pattern.contains("consents") ? "contact" : "processing_system")));
        var tasks = tasks();
        if (!tasks.isEmpty()) {
            places.put("taskId", tasks.get(0).getId());
            places.put("instance", tasks.get(0).getProcessInstanceId());
        }
        places.put("token", token(pattern));
        return places;
    }

    private String token(String pattern) {
        if (pattern.contains("complaint")) {
            var link = COMPLAINT.matcher(
                    Received.by(application).newest(FRED.value()).orElse(""));
            return link.find() ? link.group(1) : "x1";
        }
        var link = pattern.contains("unsubscribe")
                ? unsubscribes.link(ABC_MOTORS, THANDI, null)
                : details.view(ABC_MOTORS, THANDI);
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private String one(String query) {
        return database.sql(query + " limit 1").query(String.class).optional().orElse("x1");
    }
}
