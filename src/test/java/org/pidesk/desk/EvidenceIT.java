package org.pidesk.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.PASSWORD;
import static org.pidesk.sandbox.SamplePeople.FRED;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.HostilePaper;
import org.pidesk.OnePage;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Field;
import org.pidesk.request.Stage;
import org.pidesk.signin.KnownBrowser;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Files put beside an answer in the real Tasklist, and found again on the page of the case. */
@PiDeskTest
@ExtendWith(Browser.class)
class EvidenceIT {
    private static final String TASKLIST = "/camunda/app/tasklist/default/#/?task=";

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Rehearsing rehearsing;

    @Autowired
    TaskService tasks;

    private ProcessInstance process;
    private String task;

    @BeforeEach
    void aSystemIsAsked() {
        process = stage.alter(FRED, Map.of(Field.SURNAME, "Hound"));
        stage.work();
        rehearsing.hire(BERTHA);
        task = stage.tasks(process, "userTask_makeSameChanges").get(0).getId();
        tasks.claim(task, BERTHA);
    }

    @Test
    void arePutBesideAnAnswerByHandAndFoundOnTheCase(Page page) throws IOException {
        open(page);
        var input = page.getByLabel("Files that show it");

        input.setInputFiles(new FilePayload[] {
            new FilePayload("screen <b> of DealerBook.png", "image/png", OnePage.picture("png")),
            new FilePayload("drawing.pdf", "application/pdf", HostilePaper.DRAWING_WITH_A_SCRIPT.document()),
            new FilePayload("confirmation" + "é".repeat(200) + ".pdf", "application/pdf", OnePage.pdf())
        });
        assertThat(page.locator(".desk-files li")).hasCount(2);
        assertThat(page.locator(".desk-files li").first()).containsText("screen <b> of DealerBook");
        assertThat(page.locator("[data-files] .desk-error"))
                .hasText("drawing.pdf: Upload the document as a PDF, PNG or JPEG file.");
        page.locator("[data-files]").scrollIntoViewIfNeeded();
        look(page, "evidence");
        page.setViewportSize(320, 900);
        assertThat(page.evaluate("document.querySelector('.desk').scrollWidth"
                        + " <= document.querySelector('.desk').clientWidth"))
                .isEqualTo(true);
        page.locator("[data-files]").scrollIntoViewIfNeeded();
        look(page, "evidence-320");
        assertThat(new AxeBuilder(page)
                        .include(List.of(".desk [data-files]"))
                        .analyze()
                        .getViolations())
                .isEmpty();

        // by keyboard alone
        page.locator(".desk-files a").last().focus();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".desk-files li")).hasCount(1);
        assertThat(input).isFocused();
        assertThat(page.locator("[data-files] .desk-error")).hasCount(0);

        page.reload();
        page.locator(".desk-ready").waitFor();
        assertThat(page.locator(".desk-files li")).hasCount(1);
        page.setViewportSize(1280, 900);
        answer(page);

        page.navigate("http://localhost:" + port + "/desk/requests/" + process.getBusinessKey());
        var file = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("screen <b> of DealerBook"));
        var download = page.waitForDownload(file::click);
        assertThat(download.suggestedFilename()).startsWith("evidence-" + process.getBusinessKey());
        assertThat(Files.readAllBytes(download.path())).startsWith(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        page.locator("#evidence").scrollIntoViewIfNeeded();
        look(page, "evidence-case");
        page.setViewportSize(320, 900);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
        look(page, "evidence-case-320");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    @Test
    void areRefusedInASentenceWhenTheTaskWasAnsweredInAnotherTab(Page page) {
        open(page);
        var other = page.context().newPage();
        other.setDefaultTimeout(30_000);
        show(other);
        answer(other);

        page.getByLabel("Files that show it")
                .setInputFiles(new FilePayload("late.pdf", "application/pdf", OnePage.pdf()));

        assertThat(page.locator("[data-files] .desk-error"))
                .containsText("late.pdf: The task is done, or assigned to somebody else.");
    }

    @Test
    void areRefusedBeforeTheyAreSentWhenTheyAreTooLarge(Page page) {
        open(page);

        page.getByLabel("Files that show it")
                .setInputFiles(new FilePayload("large.pdf", "application/pdf", new byte[6 * 1024 * 1024]));

        assertThat(page.locator("[data-files] .desk-error")).containsText("large.pdf: Upload a smaller document");
    }

    /** What reaches the door as no browser would send it. */
    @Test
    void areRefusedAtTheDoorWhenTheyAreNoneOrTooLarge(Page page) {
        open(page);

        assertThat(sent(page, "token", "'--x\\r\\nbroken'"))
                .isEqualTo("400 The file is empty, or did not arrive whole.");
        assertThat(sent(page, "token", "body(6.5)"))
                .isEqualTo("413 Upload a smaller document: five megabytes at most.");
        assertThat(sent(page, "token", "body(5.5)"))
                .isEqualTo("400 Upload a smaller document: five megabytes at most.");
        assertThat(sent(page, "token", "body(8)")).startsWith("413");
        assertThat(sent(page, "token", "body(0.1, 3000)")).startsWith("413");
        assertThat(sent(page, "'0'", "body(0.1)")).startsWith("403");
        assertThat(sent(page, "'0'", "body(4.5)")).startsWith("403");
        assertThat(sent(page, "token", "body(0.1)")).isEqualTo("400 Upload the document as a PDF, PNG or JPEG file.");
    }

    private String sent(Page page, String token, String body) {
        return (String) page.evaluate("""
                async task => {
                  const place = '/desk/tasks/' + task;
                  const sheet = await fetch(place, { headers: { Accept: 'application/json' } });
                  const token = sheet.headers.get('X-CSRF-TOKEN');
                  const body = (megabytes, named = 3) => {
                    const form = new FormData();
                    form.append('file', new Blob([new Uint8Array(megabytes * 1024 * 1024)]), 'x'.repeat(named) + '.pdf');
                    return form;
                  };
                  const sent = BODY;
                  const all = { Accept: 'application/json', 'X-Requested-With': 'pidesk', 'X-CSRF-TOKEN': SHOWN };
                  if (typeof sent === 'string') {
                    all['Content-Type'] = 'multipart/form-data; boundary=x';
                  }
                  const answer = await fetch(place + '/evidence', { method: 'POST', headers: all, body: sent });
                  const problem = await answer.json().catch(() => ({}));
                  return answer.status + ' ' + String(problem.detail || '').replace(' Choose it once more.', '');
                }""".replace("BODY", body).replace("SHOWN", token), task);
    }

    private void open(Page page) {
        page.setDefaultTimeout(30_000);
        KnownBrowser.signIn(page, "http://localhost:" + port, BERTHA, PASSWORD);
        page.waitForURL("**/camunda/app/tasklist/**");
        show(page);
    }

    private void show(Page page) {
        page.navigate("http://localhost:" + port + TASKLIST + task);
        page.locator(".desk-ready").waitFor();
        page.locator(".desk-body textarea:enabled").first().waitFor();
    }

    private void answer(Page page) {
        page.getByText("Done", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        page.getByLabel("How can that be shown?").fill("Looked there and asked.");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"))
                .click();
        await().until(() -> tasks.createTaskQuery().taskId(task).count() == 0);
    }

    private static void look(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/" + name + ".png")));
    }
}
