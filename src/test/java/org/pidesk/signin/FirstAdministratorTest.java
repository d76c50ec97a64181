package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.staff.FirstAccount;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@PiDeskTest
@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorTest {
    private static final Pattern LINK = Pattern.compile("https://pidesk\\.example(/login/first/\\S+)");

    private static final ExecutorService NODES = Executors.newFixedThreadPool(8);

    @LocalServerPort
    int port;

    @Autowired
    FirstAccount first;

    @Autowired
    StaffMembers staff;

    @AfterAll
    static void stop() {
        NODES.shutdown();
    }

    @Test
    void makesTheirAccountByTheLinkInTheLog(CapturedOutput log) {
        start();
        var link = LINK.matcher(log.getOut());
        assertThat(link.find()).isTrue();
        var visitor = new Visitor(port);
        var page = link.group(1);

        assertThat(visitor.get(page).body()).contains("Make the first account");
        assertThat(visitor.submit(page, with("admin admin admin")).body())
                .contains("guessed early", "value=\"admin\"")
                .doesNotContain("admin admin admin");
        assertThat(visitor.submit(page, with("wilted marmalade on tuesday"))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/login?made"));

        assertThat(staff.find("admin").orElseThrow().role()).isEqualTo(Hires.ADMIN.role());
        assertThat(visitor.get(page).statusCode()).isEqualTo(410);
    }

    @Test
    void areOfferedNothingWhereThereIsAnAccount(CapturedOutput log) {
        staff.register(Hires.ADMIN, "any password of a sample");

        start();

        assertThat(log.getOut()).doesNotContain("/login/first/");
    }

    @Test
    void ofNodesThatStartAtOnceOneOffersTheLinkThatIsGood() {
        var offers = Stream.generate(() -> CompletableFuture.supplyAsync(first::offer, NODES))
                .limit(8)
                .toList();
        var links = offers.stream()
                .map(CompletableFuture::join)
                .map(Optional::orElseThrow)
                .toList();

        assertThat(links).filteredOn(first::isOffered).hasSize(1);
    }

    @Test
    void ofTwoWhoUseTheLinkAtOnceOneIsTheAdministrator() {
        var link = first.offer().orElseThrow();

        var made = IntStream.range(0, 8)
                .mapToObj(number -> new StaffMember(
                        "admin" + number, "Ops", EmailAddress.parse("ops@pi-desk.example"), Role.ADMINISTRATOR, null))
                .map(member -> CompletableFuture.supplyAsync(
                        () -> first.make(link, member, "wilted marmalade on tuesday"), NODES))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(made).containsOnlyOnce(true);
        assertThat(IntStream.range(0, 8)
                        .filter(number -> staff.find("admin" + number).isPresent()))
                .hasSize(1);
    }

    private void start() {
        new FirstAdministrator(first, "https://pidesk.example").offer();
    }

    private static Map<String, String> with(String password) {
        return Map.of("username", "admin", "name", "Ops", "email", "admin@pi-desk.example", "password", password);
    }
}
