package org.pidesk.desk;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Which case each row of Tasklist is about: the engine tells that only to who may read whole cases. */
@RestController
class TaskCasesController {
    /** Tasklist shows fifteen rows at a time. */
    private static final int MOST = 100;

    private final OpenTasks tasks;

    TaskCasesController(OpenTasks tasks) {
        this.tasks = tasks;
    }

    @GetMapping(path = "/desk/task-cases", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, String> cases(@RequestParam(defaultValue = "") List<String> ids, Principal reader) {
        if (ids.size() > MOST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return ids.isEmpty() ? Map.of() : tasks.casesOf(ids, reader.getName());
    }
}
