package org.pidesk.desk;

import java.security.Principal;
import java.util.Map;
import org.pidesk.request.StaffTasks;
import org.pidesk.staff.Absences;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.pidesk.task.AnswerForm;
import org.pidesk.task.InvalidAnswer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Where who has a task hands it to a colleague. For everybody else there is no such page. */
@Controller
@RequestMapping("/desk/hand-over/{taskId}")
class HandOverController {
    private static final String PAGE = "desk/hand-over";

    private final OpenTasks tasks;
    private final HandOvers handOvers;
    private final Absences absences;
    private final StaffMembers staff;
    private final StaffTasks cases;

    HandOverController(OpenTasks tasks, HandOvers handOvers, Absences absences, StaffMembers staff, StaffTasks cases) {
        this.tasks = tasks;
        this.handOvers = handOvers;
        this.absences = absences;
        this.staff = staff;
        this.cases = cases;
    }

    @GetMapping
    ModelAndView show(@PathVariable String taskId, Principal reader) {
        return page(theirs(taskId, reader), member(reader));
    }

    @PostMapping
    ModelAndView handOver(
            @PathVariable String taskId,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String note,
            Principal author) {
        var task = theirs(taskId, author);
        var member = member(author);
        try {
            handOvers.handOver(task, member, new AnswerForm(Map.of("to", to, "note", note)));
        } catch (InvalidAnswer incomplete) {
            var again = page(task, member)
                    .addObject("mistakes", incomplete.fields())
                    .addObject("to", to)
                    .addObject("note", note);
            again.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return again;
        }
        return new ModelAndView("redirect:/camunda/app/tasklist/default/");
    }

    private ModelAndView page(OpenTask task, StaffMember member) {
        return new ModelAndView(PAGE)
                .addObject("task", task)
                .addObject("aboutCase", cases.ask(task.asked().key()))
                .addObject("colleagues", absences.colleaguesOf(member))
                .addObject("mistakes", Map.of());
    }

    private OpenTask theirs(String taskId, Principal reader) {
        return tasks.find(taskId, reader.getName())
                .filter(task -> reader.getName().equals(task.assignee()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private StaffMember member(Principal reader) {
        return staff.find(reader.getName()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
