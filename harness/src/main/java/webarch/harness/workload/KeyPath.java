package webarch.harness.workload;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;

/** Where a key stands in a YAML document, for people and for looking up its line. */
record KeyPath(JsonPointer pointer, String shown, String lastKey) {

    static KeyPath of(List<JsonMappingException.Reference> steps) {
        KeyPath path = new KeyPath(JsonPointer.empty(), "", null);
        for (JsonMappingException.Reference step : steps) {
            path =
                    step.getFieldName() == null
                            ? path.then(step.getIndex())
                            : path.then(step.getFieldName());
        }
        return path;
    }

    KeyPath then(String key) {
        String text = shown.isEmpty() ? key : shown + "." + key;
        return new KeyPath(pointer.appendProperty(key), text, key);
    }

    private KeyPath then(int index) {
        String text = shown + "[" + index + "]";
        return new KeyPath(pointer.appendIndex(index), text, null);
    }

    boolean isRoot() {
        return pointer.matches();
    }
}
