package org.pidesk.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.BONGANI;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.desk.Rehearsing.PASSWORD;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.signin.KnownBrowser;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tasklist as staff have it: under our name, on a wide screen and on a narrow one, by hand and by keyboard alone. */
@PiDeskTest
@ExtendWith(Browser.class)
class TasklistIT {
    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final Locator.FilterOptions VISIBLE = new Locator.FilterOptions().setVisible(true);
    private static final String WORDS = "Looked there and asked.";

    @LocalServerPort
    int port;

    @Autowired
    Rehearsing stage;

    @Autowired
    TaskService tasks;

    @Autowired
    Clock clock;

    @BeforeEach
    void begin() {
        stage.begin();
        stage.hire(BERTHA, BONGANI, CARA);
    }

    @AfterEach
    void end() {
        stage.end();
    }

    @Test
    void isOursOnAWideScreenForStaff(Page page) {
        waiting("userTask_decideWhatMustStay", "userTask_lookInSystem");
        open(page, BERTHA);
        assertThat(page.locator(".pidesk-case").first()).hasText("Case " + Rehearsal.CASE);
        assertThat(page.locator(".task-filters a[data-count='0']").first()).isVisible();
        picture(page, "tasklist");

        isOurs(page);
        assertThat(page.locator("section.tasks-list")).containsText("Created");
        assertThat(page.getByPlaceholder("Filter Tasks")).isVisible();
    }

    @Test
    void isOursOnANarrowScreenForAComplianceManager(Page page) {
        waiting("userTask_releaseDeIdentification");
        page.setViewportSize(320, 640);
        open(page, CARA);
        picture(page, "tasklist-320");

        isOurs(page);
        fits(page);
        page.locator(".tasks-list .task h4 a").first().click();
        page.locator(".desk-ready").waitFor();
        fits(page);
        picture(page, "tasklist-form-320");
        assertThat(page.locator("button:has-text('Complete')").boundingBox().x).isBetween(0.0, 300.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 768, 900})
    void showsTheTaskThatWasChosenOnANarrowScreen(int width, Page page) {
        var tasks = waiting("userTask_decideWhatMustStay", "userTask_lookInSystem");
        page.setViewportSize(width, 640);
        open(page, BERTHA);
        assertThat(page.locator(".task-details")).isHidden();
        assertThat(page.getByText("Back to the list")).isHidden();
        picture(page, "tasklist-lists-" + width);

        page.locator(".tasks-list .task h4 a").nth(1).click();
        page.locator(".desk-ready").waitFor();
        assertThat(page.locator("h2.task")).isFocused();
        assertThat(page.locator(".desk-head")).isInViewport();
        assertThat(page.locator(".column.tasks-list")).isHidden();
        assertThat(page.locator(".reset-follow-up-date, .reset-due-date, .tenant-id")
                        .filter(VISIBLE))
                .hasCount(0);
        picture(page, "tasklist-task-" + width);

        page.getByText("Back to the list").click();
        assertThat(page.locator(".tasks-list .task h4 a").nth(1)).isFocused();
        assertThat(page.locator(".task-details")).isHidden();
        page.keyboard().press("Enter");
        assertThat(page.locator("h2.task")).isFocused();
        // where a mail leads
        page.navigate("http://localhost:" + port + TASKLIST + "#/?task=" + tasks.get(0));
        page.reload();
        assertThat(page.locator("h2.task")).isFocused();
        page.getByText("Back to the list").click();
        assertThat(page.locator(".tasks-list .task h4 a:focus")).hasCount(1);
    }

    @Test
    void keepsAllColumnsOnAWideScreen(Page page) {
        waiting("userTask_lookInSystem");
        page.setViewportSize(1280, 800);
        open(page, BERTHA);
        page.locator(".tasks-list .task h4 a").first().click();
        page.locator(".desk-ready").waitFor();
        picture(page, "tasklist-task-1280");

        assertThat(page.locator(".column.tasks-list")).isVisible();
        assertThat(page.locator(".column.task-filters")).isVisible();
        assertThat(page.getByText("Back to the list")).isHidden();
        assertThat(page.locator("h2.task")).not().isFocused();
        assertThat(page.locator(".tenant-id").filter(VISIBLE)).hasCount(0);
    }

    @Test
    void leadsThroughATaskByKeyboardAlone(Page page) {
        var task = waiting("userTask_deIdentifyAtSystem").get(0);
        open(page, BERTHA);

        tabTo(page, ".tasks-list .task h4 a");
        isSeen(page);
        page.keyboard().press("Enter");
        page.locator(".desk-ready").waitFor();
        tabTo(page, ".task-card .claim, .task-card [ng-click*=claim]");
        page.keyboard().press("Enter");
        page.locator(".desk-body textarea:enabled").first().waitFor();

        tabTo(page, "button:has-text('Complete')");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-field=outcome] .desk-error")).hasText("Choose one of these.");
        assertThat(page.locator("[data-field=evidence] .desk-error")).isVisible();
        assertThat(page.locator("input[name=outcome]:focus")).hasCount(1);
        picture(page, "tasklist-errors");

        page.keyboard().press("Space");
        tabTo(page, ".desk-body textarea");
        page.keyboard().type(WORDS);
        tabTo(page, "button:has-text('Complete')");
        page.keyboard().press("Enter");

        await().until(() -> !stage.waits(task));
        assertThat(stage.recorded()).containsExactly(WORDS + " by " + BERTHA);
    }

    @Test
    void handsATaskOver(Page page) {
        var task = waiting("userTask_lookInSystem").get(0);
        tasks.claim(task, BERTHA);
        open(page, BERTHA);
        page.navigate("http://localhost:" + port + TASKLIST + "#/?task=" + task);
        page.locator(".desk-ready").waitFor();

        page.getByText("Hand over to a colleague").click();
        page.setViewportSize(320, 640);
        assertThat(page.locator("h1")).hasText("Hand over a task");
        picture(page, "hand-over-320");
        fits(page);
        org.assertj.core.api.Assertions.assertThat(
                        new AxeBuilder(page).analyze().getViolations())
                .isEmpty();
        page.getByLabel("To whom?").selectOption(BONGANI);
        page.getByLabel("What do they have to know?").fill("They call back on Thursday.");
        page.getByText("Hand it over").click();
        page.waitForURL("**" + TASKLIST + "**");

        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isEqualTo(BONGANI);
    }

    @Test
    void namesASubstitute(Page page) {
        waiting("userTask_lookInSystem");
        page.setViewportSize(320, 640);
        open(page, BERTHA);
        page.navigate("http://localhost:" + port + "/desk/account");
        page.getByLabel("Who stands in for you?").scrollIntoViewIfNeeded();
        picture(page, "substitute-320");
        fits(page);
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();

        var today = LocalDate.now(clock);
        page.getByLabel("Who stands in for you?").selectOption(BONGANI);
        page.getByLabel("First day away").fill(today.plusDays(1).toString());
        page.getByLabel("Last day away").fill(today.plusDays(9).toString());
        page.getByText("Name them").click();

        assertThat(page.getByText("Your substitute is named.")).isVisible();
        assertThat(page.locator("main")).containsText("Bongani Zulu stands in for you");
        page.getByText("End it now").click();
        assertThat(page.getByText("Nobody stands in for you any more.")).isVisible();
    }

    @Test
    void showsFormsThatEverybodyCanUse(Page page) {
        for (var form : Rehearsing.FORMS) {
            var task = stage.rehearseForm(form);
            tasks.claim(task, CARA);
        }
        page.setViewportSize(320, 640);
        open(page, CARA);
        for (var task : tasks.createTaskQuery().taskAssignee(CARA).list()) {
            page.navigate("http://localhost:" + port + TASKLIST + "#/?task=" + task.getId());
            page.reload();
            page.locator(".desk-ready").waitFor();

            fits(page);
            var violations = new AxeBuilder(page).include(".desk").analyze().getViolations();
            assertThat(violations).as(task.getTaskDefinitionKey()).isEmpty();
        }
    }

    private List<String> waiting(String... forms) {
        var days = new AtomicInteger();
        return Arrays.stream(forms)
                .map(form -> {
                    var task = stage.rehearseForm(form);
                    tasks.setDueDate(
                            task, Date.from(clock.instant().plus(Duration.ofDays(days.getAndIncrement() * 2 - 1))));
                    return task;
                })
                .toList();
    }

    private void open(Page page, String who) {
        page.setDefaultTimeout(30_000);
        KnownBrowser.signIn(page, "http://localhost:" + port, who, PASSWORD);
        page.waitForURL("**" + TASKLIST + "**");
        page.locator(".tasks-list .task").first().waitFor();
    }

    private static void isOurs(Page page) {
        assertThat(page.locator(".navbar-brand")).containsText("pi-desk Tasks");
        assertThat(page.locator("body")).not().containsText(Pattern.compile("[A-Z]{4,}_[A-Z]{4,}"));
        for (var advertised : List.of("Camunda 8", "Platform 8", "end of life", "EOL")) {
            assertThat(page.getByText(advertised).filter(new Locator.FilterOptions().setVisible(true)))
                    .hasCount(0);
        }
    }

    private static void fits(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    }

    /** As often as it takes, and no more often than a person would. */
    private static void tabTo(Page page, String place) {
        for (int i = 0; i < 80; i++) {
            page.keyboard().press("Tab");
            if (page.locator(place).filter(new Locator.FilterOptions()).elementHandles().stream()
                    .anyMatch(element -> (boolean) element.evaluate("one => one === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError("no way by keyboard to " + place);
    }

    private static void isSeen(Page page) {
        assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isNotEqualTo("none");
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/" + name + ".png")));
    }
}
